"""Which findings of the reader a person has answered: those about a part that the person has set since."""

from __future__ import annotations

from typing import Any

from dondoc.office.work.models import PlanItem

Part = PlanItem.Part

ABOUT: dict[str, tuple[PlanItem.Part, ...]] = {
    "no-lead": (Part.BODIES,),
    "several-leads": (Part.BODIES,),
    "lead-is-class": (Part.BODIES,),
    "no-deadline": (Part.DEADLINE,),
    "deadline-past": (Part.DEADLINE,),
    "deadline-impossible": (Part.DEADLINE,),
    "deadline-fuzzy": (Part.DEADLINE,),
    "deadline-needs-event": (Part.DEADLINE,),
    "vague-duty": (Part.ACTION, Part.PRODUCT, Part.DEADLINE, Part.CRITERIA),
    "no-product": (Part.PRODUCT, Part.CRITERIA),
    "check-closely": tuple(Part),
}
"""Code of a finding (:mod:`dondoc.reading.findings`, or our own ``check-closely``) → the parts that answer it, any one of them.

Others are never answered.
"""

MERGED_DEADLINES = "merged-deadlines"
"""Our own finding: of two deadlines one was kept. Answered by accepting the item as it is, or by another deadline."""


def without(findings: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    """`findings` but for those of `code`."""
    return [finding for finding in findings if finding["code"] != code]


def open_findings(item: PlanItem) -> list[dict[str, Any]]:
    """The findings about `item` that a person still has to look at."""
    return [finding for finding in item.findings if not any(item.is_corrected(part) for part in ABOUT.get(finding["code"], ()))]
