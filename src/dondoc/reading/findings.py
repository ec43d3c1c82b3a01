"""The checks: what in a reading a person should look at, and the words that say so."""

from __future__ import annotations

from dondoc.reading.model import Finding

MESSAGES: dict[str, dict[str, str]] = {
    "no-lead": {
        "vi": "Không nêu cơ quan nào thực hiện. Hãy chọn đơn vị chủ trì.",
        "en": "Nobody is named to do this. Choose the lead unit.",
    },
}
"""Words by code and language; placeholders are the names in :attr:`Finding.values`."""


def message(finding: Finding, language: str = "vi") -> str:
    """What `finding` says to the person who confirms, in ``vi`` or ``en``."""
    return MESSAGES[finding.code][language].format(**dict(finding.values))
