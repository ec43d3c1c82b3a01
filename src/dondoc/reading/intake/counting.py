"""Numbers of lists in roman figures and letters."""

from __future__ import annotations

_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(count: int) -> str:
    """4 → IV."""
    text = ""
    for size, sign in _SIGNS:
        text += sign * (count // size)
        count %= size
    return text


def letter(count: int) -> str:
    """1 → A, 27 → AA, 53 → AAA: Word repeats the letter (ISO/IEC 29500-1 §17.18.59)."""
    turns, place = divmod(count - 1, 26)
    return chr(ord("A") + place) * (turns + 1)
