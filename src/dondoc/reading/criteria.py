"""How one could tell that a duty is done, as its own words have it. What the words do not say stays empty.

"ban hành Kế hoạch kiểm kê tài sản công trước ngày 15/12/2026"   Kế hoạch kiểm kê tài sản công · a document · 2026-12-15
"bảo đảm tối thiểu 95% hồ sơ được giải quyết đúng hạn"           … · tối thiểu 95% hồ sơ
"báo cáo kết quả về Sở Tài chính"                                báo cáo kết quả về Sở Tài chính · a report
"tăng cường công tác quản lý"                                    nothing: a person has to say
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.reading.data import table


class Proof(StrEnum):
    """What has to be shown."""

    NONE = ""
    DOCUMENT = "document"
    """A registered document."""
    ANY = "any"
    """A file or a registered document."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion; all words are the text's own, `rule` says what found it."""

    measure: str
    rule: str
    target: str = ""
    evidence: str = ""
    proof: Proof = Proof.NONE
    due: date | None = None


MOST = 5
"""Criteria suggested for one duty: more would be no criteria."""
LONGEST = 300
_AMOUNT = re.compile(
    r"(?:(?:tối thiểu|ít nhất|tối đa|không (?:dưới|quá|thấp hơn|vượt quá)|trên|dưới|hơn|khoảng|đạt|đủ)\s+(?:từ\s+)?)?"
    r"(?<![\d/.,-])\d+(?:[.,]\d+)*\s*(?:%|(?:tỷ|triệu|nghìn)?\s*(?:đồng|ha|km|hồ sơ|lượt|buổi|lớp|công trình|dự án|mô hình"
    r"|cuộc|đơn vị|căn|hộ|người|cơ sở|tấn|văn bản|vụ)(?![^\W\d_]))(?:\s+(?!(?:và|trước|trong|chậm|để)\b)[^\W\d_]+){0,2}"
)
_REPORT = re.compile(r"(?<![^\W\d_])[Bb]áo cáo(?![^\W\d_])(?! viên)[^.;:]{0,200}")
_CLAUSE = re.compile(r"[^.;:]+(?:[.:](?=\d)[^.;:]*)*")
_BEFORE_DAY = re.compile(r",?\s*(?:trước|chậm nhất|muộn nhất|đến hết|trong (?:ngày|tháng|quý|năm)|hằng|định kỳ)\b.*$", re.S)


def suggest(action: str, *, product: str = "", due: date | None = None) -> tuple[Criterion, ...]:
    """Criteria for a duty with the words `action` that is to deliver `product` by `due`."""
    found: dict[str, Criterion] = {}
    for criterion in (*_of_product(product, due), *_of_amounts(action, due), *_of_report(action, product, due)):
        found.setdefault(criterion.measure.casefold(), criterion)
    return tuple(found.values())[:MOST]


def _of_product(product: str, due: date | None) -> Iterator[Criterion]:
    words = product.strip()[:LONGEST]
    if words:
        kind = _kind_of(words)
        yield Criterion(words, "criterion.product", evidence=kind, proof=Proof.DOCUMENT if kind else Proof.ANY, due=due)


def _kind_of(product: str) -> str:
    """The kind of document `product` begins with, as it is written there; empty where it is none."""
    folded = product.casefold()
    length = next((len(row["kind"]) for row in table("kinds") if re.match(re.escape(row["kind"].casefold()) + r"(?!\w)", folded)), 0)
    return product[:length]


def _of_amounts(action: str, due: date | None) -> Iterator[Criterion]:
    for clause in _CLAUSE.finditer(action):
        for amount in _AMOUNT.finditer(clause[0]):
            yield Criterion(" ".join(clause[0].split())[:LONGEST], "criterion.amount", target=" ".join(amount[0].split()), due=due)
            break


def _of_report(action: str, product: str, due: date | None) -> Iterator[Criterion]:
    match = _REPORT.search(action)
    if match and not product.casefold().startswith("báo cáo"):
        words = _BEFORE_DAY.sub("", " ".join(match[0].split())).strip(" ,")
        yield Criterion(words[:LONGEST], "criterion.report", evidence=match[0][: len("báo cáo")], proof=Proof.DOCUMENT, due=due)
