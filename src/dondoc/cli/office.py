"""What commands on an office's data share: where it is, Django on it, the words for what stands in the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dondoc.cli.command import option
from dondoc.cli.failures import AS_IS, Refusal
from dondoc.cli.language import Words
from dondoc.office.place import VARIABLE, default_data

NO_OFFICE = Words(
    'Chưa cài phần văn phòng (thiếu {missing}). Hãy chạy: pip install "dondoc[office]"',
    'The office is not installed ({missing} is missing). Run: pip install "dondoc[office]"',
)
NOT_THERE = Words(
    "{path}: không có dữ liệu văn phòng ở đây. Chỉ đúng thư mục bằng --data.",
    "{path}: there is no office's data here. Name the right folder with --data.",
)

data_option: Callable[[Callable[..., Any]], Callable[..., Any]] = option(
    "--data",
    metavar="DIR",
    type=click.Path(path_type=Path),
    words=Words(
        "Thư mục dữ liệu (mặc định: biến DONDOC_DATA, nếu không có thì ~/.local/share/dondoc).",
        "The data folder (default: DONDOC_DATA, else ~/.local/share/dondoc).",
    ),
)


def folder(data: Path | None) -> Path:
    """The data folder meant."""
    return (data or default_data()).expanduser().resolve()


@contextmanager
def installed() -> Iterator[None]:
    """Say how to install the office where it is missing, and what is wrong with a setting."""
    try:
        yield
    except ModuleNotFoundError as error:
        if not error.name or error.name.split(".")[0] == "dondoc":
            raise
        raise Refusal(NO_OFFICE, missing=error.name.split(".")[0]) from error
    except Exception as error:
        if type(error).__name__ != "ImproperlyConfigured":  # Django's; it is not imported where it is not needed
            raise
        raise Refusal(AS_IS, why=error) from error


def open_office(data: Path | None) -> Path:
    """Django on the data in the folder; nothing is made where there is none. Raises :class:`Refusal`."""
    place = folder(data)
    elsewhere = os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")
    if not place.is_dir() or not (elsewhere or (place / "dondoc.sqlite3").exists()):
        raise Refusal(NOT_THERE, path=place)
    os.environ[VARIABLE] = str(place)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.office.settings"
    with installed():
        import django

        django.setup()
    return place
