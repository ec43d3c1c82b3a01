"""A plan that comes back from a person's desk → what was changed in it.

>>> for correction in read_plan("plan.xlsx"):                                                   # doctest: +SKIP
...     print(correction.change, correction.key, [field.name for field in correction.fields])

A workbook carries a hidden key on each row and the table as it was written (:mod:`dondoc.reading.writers.xlsx`): rows may be sorted,
inserted, copied and deleted, columns moved. A Word or CSV table has neither: its rows are known again by their text, then by their TT,
against `written`. A row that is copied counts once, where it still resembles itself most; the copies are additions.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from dondoc.reading.errors import DamagedFile, DondocError, UnreadableFile
from dondoc.reading.model import Span
from dondoc.reading.writers.planrows import COLUMNS, FIELDS, PlanTable, Row, When, clean, vietnamese_day

ROWS, COLUMNS_MOST = 50_000, 200
"""More than any plan has; a sheet may claim a million rows of nothing."""
HEAD_WITHIN = 30
"""The heading of the table stands in one of the first rows (of a sheet, a Word table, a CSV)."""
_DEADLINE, _ACTION = FIELDS.index("deadline"), FIELDS.index("action")
_CONTENT = slice(1, None)
"""TT is a count and no content."""
_TYPED = re.compile(
    r"(?:(?P<hour>\d{1,2})(?::|h| giờ ?)(?P<minute>\d{2})?(?: ?phút)?,? (?:ngày )?)?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{2,4})"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?P<hour>)(?P<minute>)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_KEY = re.compile(r"(\d{1,9})-(\d{1,9})(?:\.\d+)?")


class Change(StrEnum):
    """What happened to a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell: what was written, what stands there now. `name` is one of :data:`FIELDS`; `day`: a deadline's, where it names one."""

    name: str
    before: str
    after: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person did to one row of the table."""

    change: Change
    key: str | None
    """The key of the row as written; ``None`` for an added one."""
    span: Span | None
    """Of the task in the source text."""
    line: int | None
    """Row of the file, counted from 1; ``None`` for a removed one."""
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RowError:
    """A cell that can't be taken as it is: `line` and `column` say where, `code` what is wrong with `words`."""

    line: int
    column: str
    code: str
    words: str

    MESSAGES: ClassVar[dict[str, dict[str, str]]] = {
        "no-such-day": {
            "vi": "Dòng {line}, cột {column}: “{words}” không phải là một ngày có thật. Hãy nhập lại, ví dụ 15/03/2026.",
            "en": "Row {line}, column {column}: “{words}” is not a day that exists. Enter it again, like 15/03/2026.",
        },
        "short-year": {
            "vi": "Dòng {line}, cột {column}: “{words}” viết năm không đủ bốn chữ số. Hãy nhập đủ, ví dụ 15/03/2026.",
            "en": "Row {line}, column {column}: “{words}” has a year of fewer than four figures. Enter all four, like 15/03/2026.",
        },
        "not-a-day": {
            "vi": "Dòng {line}, cột {column}: “{words}” là một số, không phải ngày. Hãy nhập lại, ví dụ 15/03/2026.",
            "en": "Row {line}, column {column}: “{words}” is a number and no day. Enter it again, like 15/03/2026.",
        },
        "formula": {
            "vi": "Dòng {line}, cột {column}: ô có công thức “{words}”. Hãy thay công thức bằng giá trị.",
            "en": "Row {line}, column {column}: the cell has the formula “{words}”. Put its value there instead.",
        },
        "cell-error": {
            "vi": "Dòng {line}, cột {column}: ô báo lỗi “{words}”. Hãy nhập lại nội dung.",
            "en": "Row {line}, column {column}: the cell shows the error “{words}”. Enter its content again.",
        },
        "no-action": {
            "vi": "Dòng {line}, cột {column}: chưa có nội dung nhiệm vụ. Hãy điền vào, hoặc xóa cả dòng.",
            "en": "Row {line}, column {column}: the task has no text. Enter it, or delete the whole row.",
        },
    }

    def message(self, language: str = "vi") -> str:
        """Where, what and what to do, in ``vi`` or ``en``."""
        return self.MESSAGES[self.code][language].format(line=self.line, column=self.column, words=self.words)


class NotAPlan(UnreadableFile):
    """The file holds no assignment table."""

    code = "not-a-plan"
    messages: ClassVar[dict[str, str]] = {
        "vi": "{name}: không tìm thấy bảng có các cột {columns}. Hãy sửa trên bảng do dondoc plan ghi và giữ nguyên tên cột.",
        "en": "{name}: there is no table with the columns {columns}. Edit one that dondoc plan wrote and keep the names of its columns.",
    }


class OtherDocument(UnreadableFile):
    """The table is that of another document."""

    code = "other-document"
    messages: ClassVar[dict[str, str]] = {
        "vi": "{name}: bảng này được lập từ một văn bản khác. Hãy chọn đúng văn bản, hoặc đúng bảng.",
        "en": "{name}: this table was made from another document. Choose the right document, or the right table.",
    }


class BadPlan(DondocError):
    """Some cells can't be taken. `errors` names all of them; `corrections` are those of the other cells: nothing is lost."""

    def __init__(self, errors: Sequence[RowError], corrections: Sequence[Correction]) -> None:
        self.errors, self.corrections = tuple(errors), tuple(corrections)
        super().__init__("\n".join(error.message("en") for error in errors))


@dataclass(slots=True)
class _Line:
    """A row of the file: `cells` by :data:`FIELDS`, None where the table has no such column; `bad` cells are left as they were."""

    number: int
    cells: list[str | None]
    day: date | None = None
    key: str = ""
    bad: set[int] | None = None

    def differs(self, texts: Sequence[str]) -> list[int]:
        """The fields of content in which it is not `texts`."""
        bad = self.bad or set()
        pairs = enumerate(zip(self.cells, texts, strict=True))
        return [at for at, (now, before) in pairs if at and at not in bad and now is not None and now != clean(before)]


_Written = dict[str, tuple[str, ...]]
"""The table as it was written: the texts of a row's cells by its key."""
_Grid = Iterable[tuple[int, list[Any]]]
"""Rows of a file: number and cells."""


def read_plan(path: str | Path, *, written: PlanTable | None = None) -> tuple[Correction, ...]:
    """What a person changed in the table at `path` (``.xlsx``, ``.docx`` or ``.csv``), in the order of the file, removed rows last.

    `written` is the table as it was written: needed for Word and CSV; a workbook has its own, and is refused with
    :class:`OtherDocument` if that is of another document. Raises :class:`BadPlan` for cells that can't be taken, :class:`NotAPlan` or
    another :class:`UnreadableFile` for files that can't, :class:`OSError` where the path can't be opened.
    """
    path = Path(path)
    found = _READERS.get(path.suffix.lower(), _read_nothing)(path)
    if written and found.fingerprint and written.fingerprint not in ("", found.fingerprint):
        raise OtherDocument(path.name)
    baseline = found.written if found.written is not None or written is None else {row.key: row.texts() for row in written.rows}
    if baseline is None:
        raise _no_table(path)
    _give_keys(found.lines, baseline)
    corrections = tuple(_compare(found.lines, baseline))
    if found.errors:
        raise BadPlan(found.errors, corrections)
    return corrections


def corrected(table: PlanTable, corrections: Sequence[Correction]) -> PlanTable:
    """`table` with `corrections` made: changed cells replaced, removed rows left out, added ones at the end, TT counted anew."""
    changes = {correction.key: correction for correction in corrections if correction.key}
    kept = [row for row in table.rows if row.key not in changes or changes[row.key].change is not Change.REMOVED]
    known = {row.key for row in table.rows}
    rows = [_corrected_row(row, changes[row.key].fields) if row.key in changes else row for row in kept]
    blank = Row(0, "", "", "", When(), "", "", "")
    rows += [_corrected_row(blank, item.fields) for item in corrections if item.change is not Change.REMOVED and item.key not in known]
    return replace(table, rows=tuple(replace(row, number=number) for number, row in enumerate(rows, 1)))


def to_data(table: PlanTable, corrections: Sequence[Correction]) -> dict[str, Any]:
    """`corrections` of `table` as plain data, ready for ``json.dumps``; dates are ISO 8601."""
    return {"version": 1, "document": table.fingerprint, "corrections": [_correction_data(correction) for correction in corrections]}


def _correction_data(correction: Correction) -> dict[str, Any]:
    span = correction.span
    fields = {field.name: {"before": field.before, "after": field.after} for field in correction.fields}
    for field in correction.fields:
        if field.name == "deadline":
            fields["deadline"]["day"] = field.day.isoformat() if field.day else None  # type: ignore[assignment]
    return {
        "change": correction.change.value,
        "key": correction.key,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "row": correction.line,
        "fields": fields,
    }


def _corrected_row(row: Row, fields: Iterable[FieldChange]) -> Row:
    values: dict[str, Any] = {}
    for field in fields:
        name = "coordinating" if field.name == "with" else field.name
        values[name] = When(field.after, field.day) if name == "deadline" else field.after
    return replace(row, **values)


# Rows known again


def _give_keys(lines: list[_Line], written: _Written) -> None:
    """Leave each key on one line, the one most like what was written; then know lines without key by their text, then by their TT."""
    by_key: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        if line.key in written:
            by_key[line.key].append(line)
        else:
            line.key = ""
    for key, claimants in by_key.items():
        best = min(claimants, key=lambda line: (len(line.differs(written[key])), line.number))
        for line in claimants:
            line.key = key if line is best else ""
    if by_key:
        return
    _match(lines, written, _ACTION)
    _match(lines, written, FIELDS.index("number"), _another_cell_stayed)


def _match(lines: list[_Line], written: _Written, at: int, agrees: Callable[[_Line, Sequence[str]], bool] | None = None) -> None:
    """Give lines without key that of the first free row with the same cell `at`, if the row `agrees` with the line."""
    taken = {line.key for line in lines}
    free: defaultdict[str, list[str]] = defaultdict(list)
    for key, texts in reversed(written.items()):
        if key not in taken:
            free[clean(texts[at])].append(key)
    for line in lines:
        same = free[line.cells[at] or ""] if not line.key else []
        if same and (agrees is None or agrees(line, written[same[-1]])):
            line.key = same.pop()


def _another_cell_stayed(line: _Line, texts: Sequence[str]) -> bool:
    return any(now and now == clean(before) for now, before in zip(line.cells[1:], texts[1:], strict=True))


def _compare(lines: Iterable[_Line], written: _Written) -> Iterator[Correction]:
    left = dict(written)
    for line in lines:
        before = left.pop(line.key, None)
        texts = before or ("",) * len(FIELDS)
        fields = tuple(
            FieldChange(FIELDS[at], clean(texts[at]), line.cells[at] or "", line.day if at == _DEADLINE else None)
            for at in line.differs(texts)
        )
        if before is None:
            if fields:
                yield Correction(Change.ADDED, None, None, line.number, fields)
        elif fields:
            yield Correction(Change.CHANGED, line.key, _span(line.key), line.number, fields)
    for key, texts in left.items():
        fields = tuple(FieldChange(name, clean(text), "") for name, text in zip(FIELDS[_CONTENT], texts[_CONTENT], strict=True) if text)
        yield Correction(Change.REMOVED, key, _span(key), None, fields)


def _span(key: str) -> Span | None:
    match = _KEY.fullmatch(key)
    return Span(int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) else None


# Cells


def _lines(grid: _Grid, name: str, key_head: str | None = None) -> tuple[list[_Line], list[RowError]]:
    """The rows below the heading; a row with nothing in it is none."""
    rows = iter(grid)
    head: list[str] = []
    for number, cells in rows:
        head = [clean(str(cell)) if cell is not None else "" for cell in cells]
        if COLUMNS[_ACTION] in head or number > HEAD_WITHIN:
            break
    if COLUMNS[_ACTION] not in head:
        raise NotAPlan(name, columns=", ".join(COLUMNS))
    places = [head.index(column) if column in head else None for column in COLUMNS]
    key_place = head.index(key_head) if key_head in head else None
    lines: list[_Line] = []
    errors: list[RowError] = []
    for number, cells in rows:
        values = [cells[place] if place is not None and place < len(cells) else None for place in places]
        if all(value is None or not str(value).strip() for value in values[_CONTENT]):
            continue
        key = cells[key_place] if key_place is not None and key_place < len(cells) else None
        line = _Line(number, [], key=str(key) if key is not None else "", bad=set())
        for at, value in enumerate(values):
            _take(line, at, value, errors, there=places[at] is not None)
        lines.append(line)
    return lines, errors


def _take(line: _Line, at: int, value: Any, errors: list[RowError], *, there: bool) -> None:
    """Put `value` into `line` as text; a deadline also as a day. What can't be taken is an error and counts as untouched."""
    text, day, code = "", None, None
    if isinstance(value, _Unusable):
        text, code = value.words, value.code
    elif at == _DEADLINE:
        text, day, code = _deadline(value)
    elif value is not None:
        text = clean(vietnamese_day(value) if isinstance(value, date) else str(value))
    if at == _ACTION and not text:
        code = "no-action"
    if code:
        errors.append(RowError(line.number, COLUMNS[at], code, text))
        assert line.bad is not None
        line.bad.add(at)
    if at == _DEADLINE:
        line.day = day
    line.cells.append(text if there else None)


def _deadline(value: Any) -> tuple[str, date | None, str | None]:
    """The words of a deadline, its day where it names one, and what is wrong with it."""
    if value is None:
        return "", None, None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) and value.time() == time() else value
        return vietnamese_day(day), day, None
    text = clean(str(value))
    if isinstance(value, bool | int | float) or _SERIAL.fullmatch(text):
        return text, None, "not-a-day"
    typed = _TYPED.fullmatch(text) or _ISO.fullmatch(text)
    if not typed:
        return text, None, None
    if len(typed["year"]) != 4:
        return text, None, "short-year"
    try:
        day = date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        if typed["hour"]:
            day = datetime.combine(day, time(int(typed["hour"]), int(typed["minute"] or 0)))
    except ValueError:
        return text, None, "no-such-day"
    return vietnamese_day(day), day, None


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A cell that holds a formula or an error."""

    words: str
    code: str


# Files


class _Found(NamedTuple):
    lines: list[_Line]
    errors: list[RowError]
    written: _Written | None = None
    fingerprint: str = ""


def _read_xlsx(path: Path) -> _Found:
    from openpyxl import load_workbook

    from dondoc.reading.intake import limits
    from dondoc.reading.intake.spreadsheet import check_workbook
    from dondoc.reading.intake.zips import BROKEN
    from dondoc.reading.writers.xlsx import BASELINE, KEY_HEAD

    data = path.read_bytes()
    try:
        check_workbook(data)
        book = load_workbook(io.BytesIO(data))
    except UnreadableFile as error:
        error.name = path.name
        raise
    except (KeyError, TypeError, SyntaxError, *BROKEN) as error:
        raise DamagedFile(path.name, why="bảng tính không mở được / the workbook does not open") from error
    written, mark = _baseline(book[BASELINE]) if BASELINE in book.sheetnames else (None, "")
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            limits.check("số dòng / rows", sheet.max_row, ROWS)
            limits.check("số cột / columns", sheet.max_column, COLUMNS_MOST)
            grid = ((number, [_cell(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1))
            return _Found(*_lines(grid, path.name, KEY_HEAD), written, mark)
    raise _no_table(path)


def _baseline(sheet: Any) -> tuple[_Written, str]:
    """The table as it was written, and the fingerprint of its document."""
    (mark, *_), *rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)] or [[""]]
    return {row[0]: tuple((row[1:] + [""] * len(FIELDS))[: len(FIELDS)]) for row in rows if row[0]}, mark


def _cell(cell: Any) -> Any:
    if cell.data_type == "f":
        return _Unusable(str(getattr(cell.value, "text", cell.value)), "formula")
    return _Unusable(str(cell.value), "cell-error") if cell.data_type == "e" else cell.value


def _read_docx(path: Path) -> _Found:
    from docx import Document

    from dondoc.reading.intake.word.package import Package
    from dondoc.reading.intake.zips import BROKEN

    data = path.read_bytes()
    try:
        with Package(data) as package:
            package.parse(package.main)
        tables = Document(io.BytesIO(data)).tables
    except UnreadableFile as error:
        error.name = path.name
        raise
    except (KeyError, *BROKEN) as error:
        raise DamagedFile(path.name, why="tệp Word không mở được / the Word file does not open") from error
    for table in tables:
        grid = [(number, [cell.text for cell in row.cells]) for number, row in enumerate(table.rows, 1)]
        if any(COLUMNS[_ACTION] in map(clean, cells) for _, cells in grid[:HEAD_WITHIN]):
            return _Found(*_lines(grid, path.name))
    raise _no_table(path)


def _read_csv(path: Path) -> _Found:
    from dondoc.reading.writers.csvfile import FORMULA

    try:
        text = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
        rows = [[cell.removeprefix("'") if cell[1:].startswith(FORMULA) else cell for cell in row] for row in csv.reader(text)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DamagedFile(path.name, why="không phải CSV mã UTF-8 / no CSV in UTF-8") from error
    return _Found(*_lines(enumerate(rows, 1), path.name))


def _read_nothing(path: Path) -> _Found:
    raise _no_table(path)


def _no_table(path: Path) -> NotAPlan:
    return NotAPlan(path.name, columns=", ".join(COLUMNS))


_READERS: dict[str, Callable[[Path], _Found]] = {".xlsx": _read_xlsx, ".docx": _read_docx, ".csv": _read_csv}
