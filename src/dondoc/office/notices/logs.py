"""Keeps the secret of a calendar address out of the logs."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/calendar-feed/)[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Writes ``…`` for the secret, wherever a line has one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _without(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _without(record.exc_text)
        return True


def _without(words: str) -> str:
    return SECRET.sub(r"\1…", words)
