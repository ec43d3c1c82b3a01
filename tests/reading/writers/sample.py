"""A reading made by hand, so that the writers are tested without the reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dondoc.reading.model import (
    Body,
    Citation,
    Deadline,
    DeadlineKind,
    Division,
    DivisionKind,
    Header,
    Provision,
    Read,
    Reading,
    SourceText,
    Span,
    Task,
)
from tests.reading.golden.built import BUILT

GOLDEN = Path(__file__).parents[1] / "golden"

SOURCE = """Số: 07/CT-UBND
CHỈ THỊ
Về việc bảo đảm an toàn hồ, đập
Điều 2. Tổ chức thực hiện
1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Xây dựng, Công an tỉnh kiểm tra hồ chứa theo Nghị định số 114/2018/NĐ-CP, báo cáo \
UBND tỉnh trước ngày 30/4/2025, có Báo cáo kiểm tra.
2. Cắm mốc chỉ giới trong quý III/2025.
"""


def span(words: str) -> Span:
    start = SOURCE.index(words)
    return Span(start, start + len(words))


def body(name: str) -> Body:
    return Body(name, span(name))


def read(value: str) -> Read[str]:
    return Read(value, span(value), "hand")


def deadline(text: str, kind: DeadlineKind = DeadlineKind.ABSOLUTE, **more: object) -> Deadline:
    return Deadline(text, Span(0, 1), kind, "hand", **more)  # type: ignore[arg-type]


def task(action: str = "kiểm tra hồ chứa", **more: object) -> Task:
    fields: dict[str, object] = {
        "span": Span(0, 1),
        "lead": (),
        "coordinating": (),
        "action": action,
        "deadline": None,
        "report_to": None,
        "product": None,
        "citations": (),
        "division": None,
        "inherited": False,
        "rule": "hand",
    }
    return Task(**{**fields, **more})  # type: ignore[arg-type]


def of_tasks(*tasks: Task) -> Reading:
    """A reading with `tasks` and nothing else."""
    return Reading(SourceText(SOURCE), tasks=tasks)


def whole() -> Reading:
    """A short chỉ thị with two tasks; the second names nobody."""
    first, second = span("1. Sở"), span("2. Cắm mốc chỉ giới trong quý III/2025.")
    citation = Citation(
        span("Nghị định số 114/2018/NĐ-CP"), "Nghị định", "114/2018/NĐ-CP", None, None, None, None, (Provision("23", "2"),), "hand"
    )
    divisions = (
        Division(DivisionKind.ARTICLE, Span(span("Điều 2").start, len(SOURCE)), span("Điều 2. Tổ chức thực hiện"), "2", None, "hand"),
        Division(DivisionKind.CLAUSE, first, first, "1", 0, "hand"),
        Division(DivisionKind.CLAUSE, second, second, "2", 0, "hand"),
    )
    tasks = (
        task(
            lead=(body("Sở Nông nghiệp và Môi trường"),),
            coordinating=(body("Sở Xây dựng"), body("Công an tỉnh")),
            deadline=deadline("trước ngày 30/4/2025", due=date(2025, 4, 30)),
            report_to=body("UBND tỉnh"),
            product=read("Báo cáo kiểm tra"),
            citations=(0,),
            division=1,
        ),
        task("cắm mốc chỉ giới", deadline=deadline("trong quý III/2025", DeadlineKind.PERIOD, due=date(2025, 9, 30)), division=2),
    )
    header = Header(
        kind=Read("Chỉ thị", span("CHỈ THỊ"), "hand"),
        number=read("07/CT-UBND"),
        date=Read(date(2025, 3, 12), Span(0, 1), "hand"),
        issuer=read("UBND tỉnh"),
        subject=read("Về việc bảo đảm an toàn hồ, đập"),
    )
    return Reading(SourceText(SOURCE, name="chi-thi.txt"), header, divisions, (citation,), tasks)


def golden() -> list[Any]:
    """Every golden document, as a parameter."""
    texts = [pytest.param(path.read_bytes(), id=path.name) for path in sorted(GOLDEN.glob("*.txt"))]
    return texts + [pytest.param(build(), id=name) for name, build in BUILT.items()]
