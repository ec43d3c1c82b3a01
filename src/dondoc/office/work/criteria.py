"""Criteria as people give them, as a draft keeps them, and as the reader suggests them: one form of the same five fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.reading.criteria import Criterion as Suggested
from dondoc.reading.criteria import suggest

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CriterionInput:
    """One criterion as a person leaves it. `id`: the saved one it changes; 0 for a new one."""

    measure: str
    target: str = ""
    evidence: str = ""
    proof: str = ""
    due: date | None = None
    id: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """All of it that is free text."""
        return (self.measure, self.target, self.evidence)

    def kept(self) -> Data:
        """As a plan item keeps it."""
        due = self.due.isoformat() if self.due else None
        return {"measure": self.measure, "target": self.target, "evidence": self.evidence, "proof": self.proof, "due": due}

    @property
    def fields(self) -> Data:
        """As a :class:`~dondoc.office.work.models.Criterion` has it."""
        return {**self.kept(), "due": self.due}


def from_kept(kept: Iterable[Data]) -> tuple[CriterionInput, ...]:
    """What a plan item keeps, read back."""
    return tuple(CriterionInput(**{**one, "due": date.fromisoformat(one["due"]) if one.get("due") else None}) for one in kept)


def suggested(action: str, product: str = "", due: date | None = None) -> list[Data]:
    """The reader's suggestion for a duty with these words, as a plan item keeps it."""
    return [_kept(one) for one in suggest(action, product=product, due=due)]


def _kept(one: Suggested) -> Data:
    return CriterionInput(one.measure, one.target, one.evidence, one.proof.value, one.due).kept()
