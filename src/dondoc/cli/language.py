"""The two languages of the command line: Vietnamese unless ``--lang`` or ``DONDOC_LANG`` says English."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

import click

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
VARIABLE = "DONDOC_LANG"
_KEY = "dondoc.language"


class Words(NamedTuple):
    """One saying in both languages; placeholders are filled by :meth:`say`."""

    vi: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The words in `language`."""
        return str(getattr(self, language)).format(**values) if values else str(getattr(self, language))


def known(name: str | None) -> Language | None:
    """`name` as a language, if it is one of ours."""
    return next((language for language in LANGUAGES if language == name), None)


def chosen(args: Sequence[str]) -> Language:
    """The language `args` ask for, wherever ``--lang`` stands: help and errors need it before the arguments are parsed."""
    asked: str | None = None
    for here, following in zip(args, (*args[1:], ""), strict=False):
        if here == "--":
            break
        if here == "--lang":
            asked = following
        elif here.startswith("--lang="):
            asked = here.removeprefix("--lang=")
    return known(asked) or known(os.environ.get(VARIABLE)) or "vi"


def set_language(context: click.Context, language: Language) -> None:
    """Make `language` that of the whole command line."""
    context.meta[_KEY] = language


def current(context: click.Context | None = None) -> Language:
    """The language of `context` (default: of the command that runs)."""
    context = context or click.get_current_context(silent=True)
    return cast(Language, context.meta.get(_KEY, "vi")) if context else "vi"
