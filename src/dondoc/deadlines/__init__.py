"""Counting days: pure functions, no clock. Whoever asks passes the day it is today."""
