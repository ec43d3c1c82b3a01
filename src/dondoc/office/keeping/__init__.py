"""Keeping what the office has: backups, restoring them, and looking whether all is well. The command line finds the words for it."""
