"""Who is to do what, by when, reporting to whom."""

from dondoc.reading.tasks.find import find_tasks

__all__ = ["find_tasks"]
