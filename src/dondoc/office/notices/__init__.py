"""Notices: reminders, in the office, by mail, in the calendar."""
