"""Which encoding a piece of text is in, by its font's name and by the text itself, and the text in Unicode.

A piece is a paragraph, or what of it stands in one font. It is tried in every encoding; the words with marks are looked up among the
syllables of Vietnamese. A piece is read anew where nearly all of them are found and far more than as it stands. One too short to tell goes
with its neighbours. What still looks like an old encoding stays as it is, and is noted: a person should look.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dondoc.reading.script.legacy.codes import Encoding, decode, windows
from dondoc.reading.script.legacy.fonts import Hint, hint
from dondoc.reading.script.legacy.syllables import frequent, syllables

UNCERTAIN = "encoding-uncertain"
"""The note on a text with pieces that seem to be in an old encoding and were left."""

SHARE = 0.9
"""Share of words that must be syllables."""
HINTED_SHARE = 0.6
"""The same where the font's name says the encoding: names and foreign words count more in a short run."""
LEAD = 0.25
"""By how much more than in the text as it stands, where no neighbour helps."""
AHEAD = 0.1
"""By how much more than in the next best encoding, unless more frequent words are found."""
WORDS = 3
"""Words from which a piece tells its encoding by itself."""
DOUBT = 0.5
"""Share of syllables in the best trial from which a text that isn't read may be Vietnamese."""
HEAD = 2_000
"""Characters of a piece that are tried."""
SAMPLE = 400
"""Pieces looked at to learn what the document is written in."""
MAX_LEFT = 0.2
"""Share of a file's odd lines that may stay unread; a file with more is refused."""

UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
"""Letters no old encoding is taken for: a piece that has one is Unicode and never touched."""
ODD = re.compile("[\x80-\x9f¡¢¤¥¦¨ª¬¯´µ¶¸¹º¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿƒ]")
"""Characters that Vietnamese in Unicode hasn't and a paragraph in an old encoding has."""
_BEYOND = "\x80-\x9f\xa1-\u024f\u0300-\u036f\u03bc\u1e00-\u1eff"
_MARKED = re.compile(f"[A-Za-z]*[{_BEYOND}][A-Za-z{_BEYOND}]*")
_CONSONANTS = re.compile("[B-DĐF-HJ-NP-TV-XZ]+")
"""Abbreviations such as ``NĐ`` and ``QĐ``: they speak for nothing."""
_BEFORE, _AFTER = "«§°©", "»²³°®©"


@dataclass(frozen=True, slots=True)
class Trial:
    """The head of a piece in one encoding (``None``: as it stands), and how Vietnamese it is."""

    text: str
    encoding: Encoding | None
    words: int
    found: int
    frequent: int

    @property
    def share(self) -> float:
        """Share of the marked words that are syllables."""
        return self.found / self.words if self.words else 0.0


def is_odd(text: str) -> bool:
    """Whether `text` has anything to look at here; one search."""
    return ODD.search(text) is not None


def attempt(text: str, encoding: Encoding | None) -> Trial:
    """`text` tried in an encoding."""
    made = decode(text[:HEAD], encoding) if encoding else text[:HEAD]
    judged = [_judge(word) for word in _MARKED.findall(made)]
    return Trial(
        made,
        encoding,
        words=sum(speaks for speaks, _, _ in judged),
        found=sum(found for _, found, _ in judged),
        frequent=sum(often for _, _, often in judged),
    )


@lru_cache(maxsize=50_000)
def _judge(word: str) -> tuple[bool, bool, bool]:
    """Whether a word speaks for or against an encoding, is a syllable, and is a frequent one."""
    word = word.lstrip(_BEFORE).rstrip(_AFTER)
    if word.isascii() or _CONSONANTS.fullmatch(word):
        return False, False, False
    word = unicodedata.normalize("NFC", word).lower()
    return True, word in syllables(), word in frequent()


def by_text(text: str, as_is: Trial) -> Trial | None:
    """The trial that the text itself proves, or ``None``."""
    trials = _trials(text)
    best = max(trials, key=_rank)
    if best.found < WORDS or best.share < SHARE or best.share < as_is.share + LEAD:
        return None
    others = [trial for trial in trials if trial.text != best.text]
    second = max(others, key=_rank) if others else None
    if second and second.share > best.share - AHEAD and second.frequent >= best.frequent:
        return None
    return best


def _trials(text: str) -> list[Trial]:
    return [attempt(text, encoding) for encoding in Encoding]


def _rank(trial: Trial) -> tuple[float, int, int]:
    return trial.share, trial.frequent, trial.found


def _fits(trial: Trial, as_is: Trial, needed: float, *, settled: bool) -> bool:
    """Whether a piece goes with its neighbours, read as in `trial`; `settled`: the one before it did."""
    if not trial.words:  # abbreviations alone: ``36/2025/Q§-UBND``
        return not as_is.found and not ODD.search(trial.text)
    return trial.share >= needed and (trial.share > as_is.share or (settled and trial.share == as_is.share))


def looks_encoded(text: str, as_is: Trial | None = None) -> bool:
    """Whether a piece left as it stands may be Vietnamese in an old encoding after all."""
    if UNICODE.search(text) or not ODD.search(text):
        return False
    as_is = as_is or attempt(text, None)
    if as_is.words < WORDS or as_is.share >= DOUBT:
        return False
    best = max(_trials(text), key=_rank)
    return best.found >= WORDS and best.share >= DOUBT


class Mender:
    """Reads the pieces of one document, in order. Looks at all of them first, so that short ones have neighbours to go by."""

    def __init__(self, pieces: Iterable[tuple[str, str | None]]) -> None:
        """`pieces`: (text, name of its font if known) of the whole document."""
        self._known: dict[Hint | None, Counter[Encoding]] = {}
        self._last: dict[Hint | None, Encoding | None] = {}
        self._seen: Counter[str] = Counter()
        self.needed = False
        """Whether there is anything to mend."""
        self._look(pieces)

    def _look(self, pieces: Iterable[tuple[str, str | None]]) -> None:
        looked = 0
        for text, font in pieces:
            said = hint(font) if font else None
            odd = ODD.search(text) is not None
            self.needed = self.needed or odd or said is not None
            if not odd or looked >= SAMPLE or UNICODE.search(text):
                continue
            looked += 1
            proved = by_text(text, attempt(text, None))
            if proved and proved.encoding:
                self._known.setdefault(said, Counter())[proved.encoding] += 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done: ``encoding-tcvn3`` …, and :data:`UNCERTAIN`; the most frequent first."""
        return tuple(note for note, _ in self._seen.most_common())

    def mend(self, text: str, font: str | None = None) -> str:
        """`text` in Unicode."""
        said = hint(font) if font else None
        if text.isascii():
            return text.upper() if said and said.capitals and self._known.get(said) else text
        if UNICODE.search(text):
            self._last[said] = None
            return text
        chosen = self._choose(text, said)
        if chosen is None:
            return text
        assert chosen.encoding is not None
        self._last[said] = chosen.encoding
        self._seen[f"encoding-{chosen.encoding}"] += 1
        made = chosen.text if len(text) <= HEAD else decode(text, chosen.encoding)
        return made.upper() if said and said.capitals else made

    def _choose(self, text: str, said: Hint | None) -> Trial | None:
        as_is = attempt(text, None)
        if not as_is.words:
            return None
        near = self._nearby(said)
        if near:
            trial = attempt(text, near)
            settled = self._last.get(said, near) is near
            needed = HINTED_SHARE if said or near is Encoding.UTF8 else SHARE  # several bytes in order prove more than one
            if _fits(trial, as_is, needed, settled=settled):
                return trial
        proved = by_text(text, as_is)
        if proved is None and (looks_encoded(text, as_is) or (said and ODD.search(text))):
            self._seen[UNCERTAIN] += 1
        return proved

    def _nearby(self, said: Hint | None) -> Encoding | None:
        """The encoding that the font says, or else that the document is known to be in: as the piece before, or most often."""
        if said:
            return said.encoding
        known = self._known.get(None)
        if not known:
            return None
        return self._last.get(None) or known.most_common(1)[0][0]


def mend_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text with each line in Unicode, and notes; the same text where nothing is odd."""
    if not is_odd(text):
        return text, ()
    lines = text.split("\n")
    mender = Mender((line, None) for line in lines)
    return "\n".join([mender.mend(line) for line in lines]), mender.notes


def mend_bytes(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text of an 8-bit file, and notes; ``None`` where its encoding can't be told."""
    text = windows(data)
    lines = text.split("\n")
    mender = Mender((line, None) for line in lines)
    made = [mender.mend(line) for line in lines]
    marked = [(old, new) for old, new in zip(lines, made, strict=True) if attempt(old, None).words]
    if not marked:
        return text, ("encoding-windows-1252",)
    left = sum(1 for old, new in marked if old == new and ODD.search(old))
    if left > MAX_LEFT * len(marked) or all(old == new for old, new in marked):
        return None
    used = [note for note in mender.notes if note != UNCERTAIN]
    if len(used) == 1:  # a file of bytes has one encoding, unless it shows two: the lines that are left are in it too
        only = Encoding(used[0].removeprefix("encoding-"))
        made = [_in_file(old, only) if old == new else new for old, new in zip(lines, made, strict=True)]
        doubtful = any(looks_encoded(line) for line in made)
        return "\n".join(made), (*used, UNCERTAIN) if doubtful else tuple(used)
    return "\n".join(made), mender.notes


def _in_file(line: str, encoding: Encoding) -> str:
    """A line of a file in an encoding: read so unless it has fewer syllables then."""
    if line.isascii():
        return line
    trial = attempt(line, encoding)
    return decode(line, encoding) if trial.share >= attempt(line, None).share else line


def uncertain_lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line that seems to be in an old encoding."""
    at = 0
    for line in text.split("\n"):
        if looks_encoded(line):
            yield at, at + len(line)
        at += len(line) + 1
