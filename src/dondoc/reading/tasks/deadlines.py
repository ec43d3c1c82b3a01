"""Deadlines as typed values: what is written, never what is guessed (domain notes on tasks, section 3).

"trước ngày 15/12/2025"                         ABSOLUTE   due 2025-12-15, strict_before
"chậm nhất ngày 10 tháng 12 năm 2025"           ABSOLUTE   due 2025-12-10
"trong tháng 12/2025", "quý I/2026"             PERIOD     due the last day of it
"trong vòng 5 ngày làm việc kể từ ngày nhận"    RELATIVE   5, working-day, "ngày nhận"
"trước ngày 25/12 hằng năm"                     RECURRING  every year
"thường xuyên", "định kỳ hoặc đột xuất"         OPEN
"tại Kỳ họp thứ 10", "đến khi kết thúc …"       EVENT
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dondoc.reading.model import Deadline, DeadlineKind, Span
from dondoc.reading.script.letters import UPPER
from dondoc.reading.script.search import first_of, mentions
from dondoc.reading.tasks.lexicon import phrase_at

EVERY = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "6 tháng": "half-year", "06 tháng": "half-year"}
UNITS = {"giờ": "hour", "ngày": "day", "ngày làm việc": "working-day", "tuần": "week", "tháng": "month", "năm": "year"}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
STRICT = ("trước",)
MAX_EVENT = 90
"""Longest wording of an event kept with a relative deadline (characters)."""

_YEAR = r"(?:\d{4}|\d{3} \d|\d{2} \d{2})"
"""A stray space may stand in it, no line end: the figures below are other words."""
_DATE = (
    rf"(?:(?:ngày\s+(?:(?:lễ\s+|Lễ\s+|Tết\s+)?[{UPPER}][^\d.,;:]{{2,25}}\s\(?)?)?(?P<d>\d{{1,2}})(?:\s*(?P<sep>[/.-])\s*(?P<m>\d{{1,2}})(?:\s*(?P=sep)\s*(?P<y>{_YEAR}))?(?![\d/%])"
    rf"|\s+tháng\s+(?P<m2>\d{{1,2}})(?:(?:\s+năm\s+|/)(?P<y2>{_YEAR}))?))"
)
_HOUR = r"(?:(?P<hour>\d{1,2})\s*(?:giờ|[hg])\s*(?P<minute>\d{2})?\s*(?:phút|['’])?,?\s*)?"
_OFTEN = r"(?:\s*,?\s*(?:hằng|hàng|mỗi)\s+(?P<often>năm|tháng|quý|tuần))?"
_ABSOLUTE = re.compile(
    r"(?<![^\W\d_])(?P<prep>[Cc]hậm nhất(?:\s+là)?(?:\s+(?:trước|đến hết|đến|vào))?"
    r"|[Mm]uộn nhất(?:\s+là)?(?:\s+(?:trước|đến|vào))?|[Tt]rước|[Đđ]ến hết|[Đđ]ến"
    r"|[Hh]ạn (?:cuối|chót)(?:\s+là)?|[Kk]hông quá|[Tt]rong(?=\s+ngày\s+\d)|[Xx]ong trước)\s+" + _HOUR + r"(?:hết\s+)?" + _DATE + _OFTEN
)
_BARE = re.compile(_DATE + r"(?P<prep>)(?P<often>)(?P<hour>)(?P<minute>)")
_MONTHS = (
    rf"[Tt]háng\s+(?P<m>\d{{1,2}})(?:\s*(?:-|–|,|và|đến(?: tháng)?)\s*(?P<m_to>\d{{1,2}}))?(?:\s*(?:/|năm\s+"
    rf"|-)\s*(?P<my>{_YEAR}))?(?![\d/])"
)
_QUARTERS = (
    rf"[Qq]u[ýí]\s+(?P<q>IV|I{{1,3}}|[1-4])(?:\s*(?:-|–|,|và|đến(?: quý)?)\s*(?P<q_to>IV|I{{1,3}}"
    rf"|[1-4]))?(?:\s*(?:/|năm\s+|-\s*)\s*(?P<qy>{_YEAR}))?"
)
_YEARS = rf"[Nn]ăm\s+(?P<yy>{_YEAR})(?:\s*(?:-|–)\s*(?P<yy_to>{_YEAR}))?(?P<on>\s+và\s+(?:các|những)\s+năm\s+tiếp\s+theo)?"
_HALF = rf"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<hy>{_YEAR}))?"
_PERIODS = rf"(?:{_MONTHS}|{_QUARTERS}|{_YEARS}|{_HALF})"
_PERIOD = re.compile(
    r"(?<![^\W\d_])(?P<prep>(?:[Hh]oàn thành |[Xx]ong )?(?:[Tt]rong|[Đđ]ịnh kỳ(?=\s+tháng\s+\d)|(?<!đến )[Hh]ết|[Tt]rước"
    r"|(?<!nay )[Đđ]ến hết|[Vv]ào)(?:\s+hết)?(?P<part>\s+(?:đầu|giữa|cuối))?"
    r"|[Hh]oàn thành(?:\s+trong)?)(?P<part2>)\s+" + _PERIODS
)
_LABELLED_PERIOD = re.compile(
    r"(?P<prep>(?:[Tt]rong|[Tt]rước|[Hh]ết|[Đđ]ến hết)\s+)?(?P<part>(?:[Đđ]ầu|[Gg]iữa|[Cc]uối)\s+)?(?P<part2>)" + _PERIODS
)
_RANGE_TO_EVENT = re.compile(
    r"[Tt]ừ\s+(?:ngày\s+)?(?P<from>\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|tháng\s+\d{1,2}(?:/\d{4}|\s+năm\s+\d{4})?"
    r"|năm\s+\d{4})\s*(?:,\s*)?đến\s+(?P<event>khi\s+[^.;,]{3,80})"
)
_SHORT = re.compile(
    r"(?:(?:[Tt]\.?\s?)?(?P<m>1[0-2]|0?[1-9])\s?[/.-]\s?|(?:[Qq]\.?\s?)?(?P<q>IV|I{1,3})\s?[/-]\s?|[Qq]\.?\s?(?P<q2>[1-4])\s?[/-]\s?)?"
    r"(?P<y>20\d{2})(?!\d|\s?[/.]\s?\d)"
)
"""A month, quarter or year written short: '6/2025', 'T6/2025', 'Q4/2025', 'IV/2025', '2025'."""
_LED_BY = re.compile(
    r"(?:(?:[Dd]ự kiến|[Hh]oàn thành|[Tt]hực hiện|[Tt]riển khai|[Xx]ong|[Tt]rong|[Gg]iai đoạn|[Tt]hời gian|[Vv]ào|[Hh]ết|[Đđ]ến"
    r"|[Tt]rước|[Nn]gày|[Nn]hiệm vụ|[Cc]hậm nhất(?: là)?|[Tt]uần\s+(?:thứ\s+)?\d|[Tt]ối đa"
    r"|\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?,?)\s+)+"
)
"""What may stand between a label and the time it gives: 'Dự kiến trong' + ' quý II/2025'."""
_FROM = re.compile(r"[Tt]ừ\s+")
_TO = re.compile(r"\s*,?\s*(?:-|–|đến)\s*(?:hết\s+)?(?=\d|[NnTtQqIV]|ngày|tháng|quý|năm)")
_YEARLY = re.compile(
    r"(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2}/\d{1,2}(?!/|\d))*"
    r"\s*,?\s*(?:(?P<and>và\s+)?(?:hằng|hàng|mỗi) năm|và\s+(?:các|những)\s+năm\s+tiếp\s+theo)"
)
_RELATIVE = re.compile(
    r"(?<![^\W\d_])(?P<prep>[Tt]rong (?:thời hạn|thời gian|vòng|hạn)\s+(?:không quá\s+|tối đa\s+)?"
    r"|[Cc]hậm nhất(?:\s+là)?\s+(?:sau\s+)?|[Ss]au\s+|[Kk]hông quá\s+|[Tt]hời hạn\s+|[Tt]rước\s+)?"
    r"(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày\s+làm\s+việc|ngày|giờ|tuần|tháng|năm)(?:\s+làm việc)?"
    r"(?:\s*,?\s*(?P<since>kể từ|tính từ|từ|sau|trước)\s+(?P<event>(?:thời điểm|ngày|khi)[^.;,:]*))?"
)
_RECURRING = re.compile(
    r"(?P<lead>(?:[Đđ]ịnh kỳ|\A[Nn]gày\s+\d{1,2})\s+(?:vào\s+)?(?:(?:ngày|thứ)\s+[\w]+\s+)?|[Vv]ào\s+(?:ngày|thứ)\s+\w+(?:,\s*\w+)?\s+"
    r"|(?:[Tt]rước\s+|[Cc]hậm nhất(?: là)?\s+(?:vào\s+)?)?ngày\s+\d{1,2}\s+(?:của\s+)?(?:tháng\s+)?"
    r"|(?:[Tt]rước|[Vv]ào)\s+(?:lúc\s+)?\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}\s*)?(?:phút\s+)?(?:,\s*)?(?:(?:ngày|thứ)\s+\w+\s+)?)?"
    r"(?P<word>(?:[Hh]ằng|[Hh]àng|[Mm]ỗi|cuối\s+mỗi|cuối(?=\s+(?:ngày|tuần|tháng|quý)(?!\s+\d)))\s+|(?<=[Đđ]ịnh kỳ )(?:theo\s+)?)"
    r"(?P<every>ngày|tuần|tháng|quý|năm|0?6 tháng)(?![^\W\d_]|\s+\d)"
)
_HALF_YEARLY = re.compile(
    r"(?:[Đđ]ịnh kỳ|[Bb]áo cáo)\s+(?:(?:hằng|hàng)\s+)?(?:tháng,\s*)?(?:quý,\s*)?0?6 tháng(?=\s*(?:,|và|một lần|/lần|\(|$|\s))"
)
_OPEN = re.compile(
    r"(?<![^\W\d_])(?:[Tt]heo\s+)?[Đđ]ịnh kỳ(?:\s+(?:hoặc|và|,)\s*(?:báo cáo\s+)?đột xuất)?"
    r"|[Tt]hường xuyên(?:,\s*liên tục)?(?=\s*(?:[.;,]|$|trong))|[Kk]hi có yêu cầu"
)
_OPEN_LABELLED = re.compile(
    r"[Tt]hường xuyên|[Ll]iên tục|[Tt]heo (?:tiến độ|quy định|kế hoạch|định kỳ)[^.;]{0,40}"
    r"|[Nn]gay[^.;]{0,40}|[Kk]hi có[^.;]{0,60}|[Đđ]ịnh kỳ[^.;]{0,40}"
)
_OFTEN_LABELLED = re.compile(
    r"(?:[Tt]hường xuyên,?\s*(?:và\s+)?)?(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+(?P<every>ngày|tuần|tháng|quý|năm)(?![^\W\d_])"
)
_LABEL_END = re.compile(r"[.;](?:\s|\Z)|\n")
_EVENT = re.compile(
    r"(?<![^\W\d_])(?:[Tt]ại|[Tt]rước|[Tt]rong)\s+(?:[Kk]ỳ|[Pp]hiên) họp\s+[^.;,]{3,70}|[Đđ]ến khi\s+(?:kết thúc|hoàn thành)[^.;,]{2,60}"
)
_UNDATED = (
    (("ỳ họp ", "ến khi "), _EVENT, DeadlineKind.EVENT),
    (("ịnh kỳ", "hường xuyên", "hi có yêu cầu"), _OPEN, DeadlineKind.OPEN),
)
"""(words one of which must stand there, pattern, kind): the plain search saves most of the patterns' work."""
LABEL = re.compile(
    r"(?:\A|(?<=[.;\n]\s))(?:[-+•]\s*)?(?P<label>(?:[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ)(?:\s+(?:thực hiện"
    r"|hoàn thành|triển khai|báo cáo|trình|gửi|tổ chức|thực hiện, hoàn thành))?|[Hh]ạn hoàn thành"
    r"|[Hh]oàn thành)\s*:\s*"
)
_PAST = re.compile(r"\s*(?:,\s*)?(?:đã|có|chỉ còn|cả nước|toàn tỉnh)\b")


@dataclass(slots=True)
class Found:
    """A deadline in clean text: the fields of :class:`dondoc.reading.model.Deadline`, with clean offsets."""

    start: int
    end: int
    kind: DeadlineKind
    rule: str
    due: date | None = None
    from_day: date | None = None
    every: str | None = None
    time: str | None = None
    amount: int | None = None
    unit: str | None = None
    event: str | None = None
    strict_before: bool = False
    fuzzy: bool = False

    def typed(self, text: str, span: Span) -> Deadline:
        """The deadline as the model has it; `span` is where it stands in the source."""
        return Deadline(
            text=text[self.start : self.end],
            span=span,
            kind=self.kind,
            rule=self.rule,
            due=self.due,
            start=self.from_day,
            every=self.every,
            time=self.time,
            amount=self.amount,
            unit=self.unit,
            event=self.event,
            strict_before=self.strict_before,
            fuzzy=self.fuzzy,
        )


_FULL_YEAR = re.compile(r"\d{4}")
"""A day without its year beside words like 'định kỳ hằng năm' comes back each year."""


def find_deadline(text: str, start: int, end: int, today: date | None) -> Found | None:
    """The deadline the words ``text[start:end]`` give; `today` is the document's date, from which a missing year is taken.

    Where a passage gives several, the first counts; one that recurs and one with a day both count (ANNOTATION of the corpus).
    """
    found = sorted(_all(text, start, end, today), key=lambda item: (item.start, -item.end))
    if not found:
        return None
    dated = next((item for item in found if item.due), None)
    recurring = next((item for item in found if item.every), None)
    if dated and recurring and dated is not recurring:
        if not _FULL_YEAR.search(text, dated.start, dated.end):
            return recurring
        return replace(recurring if recurring.start < dated.start else dated, due=dated.due, every=recurring.every)
    return dated or recurring or found[0]


def find_deadline_in_cell(text: str, today: date | None) -> Found | None:
    """The deadline a table cell holds; there a bare day, month, quarter or year is one, and other words count as open."""
    first = len(text) - len(text.lstrip())
    found = _labelled(text, first, len(text), today)
    return found or (Found(first, len(text.rstrip()), DeadlineKind.OPEN, "deadline.cell") if text.strip() else None)


def _all(text: str, start: int, end: int, today: date | None) -> Iterator[Found]:
    labelled = LABEL.search(text, start, end) if text.find(":", start, end) >= 0 else None
    if labelled:
        found = _labelled(text, labelled.end(), end, today)
        if found:
            yield found
            return
    taken = start
    if _FIGURE.search(text, start, end) or mentions(text, start, end, _QUARTER_WORDS):
        for match in _from_word(_ABSOLUTE, text, start, end, _BEFORE_DAY):
            item = _absolute(match, today)
            if item and not _PAST.match(text, match.end()):
                taken = match.end()
                yield item
        if mentions(text, start, end, _PERIOD_WORDS):
            for match in _from_word(_PERIOD, text, start, end, _BEFORE_PERIOD):
                item = _period(match, today)
                if item:
                    yield item
        if _AMOUNT.search(text, start, end):
            yield from _relative(text, start, end)
    if mentions(text, start, end, _OFTEN_WORDS):
        yield from _recurring(text, start, end)
    if taken == start:
        yield from _undated(text, start, end)


def _from_word(pattern: re.Pattern[str], text: str, start: int, end: int, words: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, each of which has one of `words` not far from its start: none is looked for before the first of them."""
    first = first_of(text, start, end, words)
    return pattern.finditer(text, max(start, first - _WORD_WITHIN), end) if first >= 0 else iter(())


def _undated(text: str, start: int, end: int) -> Iterator[Found]:
    """Deadlines tied to an event, and open ones."""
    for needles, pattern, kind in _UNDATED:
        words = pattern.search(text, start, end) if mentions(text, start, end, needles) else None
        if words:
            yield Found(words.start(), words.end(), kind, f"deadline.{kind.value}")


def _labelled(text: str, at: int, end: int, today: date | None) -> Found | None:
    """What stands behind 'Thời gian hoàn thành:'; there a bare month, quarter or year is a deadline."""
    stop = _LABEL_END.search(text, at, end)
    upto = stop.start() if stop else end
    to_event = _RANGE_TO_EVENT.match(text, at, upto)
    if to_event:
        first = _first_day(to_event["from"], today)
        return Found(at, to_event.end(), DeadlineKind.EVENT, "deadline.range-event", from_day=first, event=to_event["event"])
    led = _LED_BY.match(text, at, upto)
    found = _stretch(text, at, upto, today) or (_stretch(text, led.end(), upto, today) if led else None)
    if found:
        return replace(found, start=at)
    others = [*_relative(text, at, upto), *_recurring(text, at, upto)]
    if others:
        return others[0]
    often = _OFTEN_LABELLED.match(text, at, upto)
    if often:
        return Found(at, often.end(), DeadlineKind.RECURRING, "deadline.label-recurring", every=EVERY[often["every"]])
    for worded, kind in ((_EVENT, DeadlineKind.EVENT), (_OPEN_LABELLED, DeadlineKind.OPEN)):
        words = worded.match(text, at, upto)
        if words:
            return Found(words.start(), words.end(), kind, f"deadline.label-{kind.value}")
    return None


def _stretch(text: str, at: int, upto: int, today: date | None) -> Found | None:
    """A time, or the end of a stretch of it: 'Từ tháng 12/2025 đến quý I/2026'; one that comes back has no day."""
    begins = _FROM.match(text, at, upto)
    first = _moment(text, begins.end() if begins else at, upto, today)
    if first is None:
        return None
    to = _TO.match(text, first.end, upto)
    last = _moment(text, to.end(), upto, today) if to else None
    if begins and not last:
        return None
    yearly = _YEARLY.match(text, (last or first).end, upto)
    if yearly:
        due = (last or first).due if yearly["and"] or "tiếp" in yearly[0] else None
        kind, rule = DeadlineKind.RECURRING, "deadline.label-yearly"
        return replace(last or first, start=at, end=yearly.end(), due=due, every="year", kind=kind, rule=rule)
    if last:
        return replace(last, start=at, from_day=_opening_day(first), kind=DeadlineKind.ABSOLUTE, rule="deadline.range")
    return first


def _moment(text: str, at: int, upto: int, today: date | None) -> Found | None:
    """The day, month, quarter or year that stands at `at`, with or without the word for it."""
    for pattern, make in ((_ABSOLUTE, _absolute), (_SHORT, _short), (_LABELLED_PERIOD, _period), (_BARE, _absolute)):
        match = pattern.match(text, at, upto)
        found = make(match, today) if match else None
        if found:
            return found
    return None


def _short(match: re.Match[str], _: date | None) -> Found:
    quarter = match["q"] or match["q2"]
    month = int(match["m"]) if match["m"] else 3 * ROMAN[quarter] if quarter else 12
    year = int(match["y"])
    return Found(match.start(), match.end(), DeadlineKind.PERIOD, "deadline.short", due=date(year, month, monthrange(year, month)[1]))


def _opening_day(first: Found) -> date | None:
    """The day a stretch begins, where it is written as a day."""
    return first.due if first.kind is DeadlineKind.ABSOLUTE else None


def _first_day(words: str, today: date | None) -> date | None:
    figures = [int(n) for n in re.findall(r"\d+", words)]
    year = figures[-1] if figures[-1] > 999 else (today.year if today else None)
    rest = [n for n in figures if n <= 31]
    if year is None:
        return None
    day, month = (rest[0], rest[1]) if len(rest) > 1 else (1, rest[0] if rest else 1)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(hour: int, minute: int) -> str | None:
    """``HH:MM``; midnight may be written 24:00. An hour no clock shows is none."""
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None


def _number(words: str | None) -> int | None:
    return int(words.replace(" ", "")) if words else None


def _absolute(match: re.Match[str], today: date | None) -> Found | None:
    month = int(match["m"] or match["m2"])
    year = _number(match["y"] or match["y2"])
    prep = match["prep"].lower()
    often = match["often"]
    strict = prep.endswith("trước")
    if often:
        return Found(match.start(), match.end(), DeadlineKind.RECURRING, "deadline.yearly-day", every=EVERY[often], strict_before=strict)
    if prep == "đến" and year is None:
        return None
    if year is None:
        year = today.year if today else None
    due = _day(year, month, int(match["d"])) if year else None
    time = _time(int(match["hour"]), int(match["minute"] or 0)) if match["hour"] else None
    if due is None and year:
        return Found(match.start(), match.end(), DeadlineKind.ABSOLUTE, "deadline.impossible", strict_before=strict)
    return Found(match.start(), match.end(), DeadlineKind.ABSOLUTE, "deadline.day", due=due, time=time, strict_before=strict)


def _period(match: re.Match[str], today: date | None) -> Found | None:
    this_year = today.year if today else None
    every = None
    if match["m"]:
        year, month = _number(match["my"]) or this_year, int(match["m_to"] or match["m"])
    elif match["q"]:
        year, month = _number(match["qy"]) or this_year, 3 * ROMAN[match["q_to"] or match["q"]]
    elif match["half"]:
        year, month = _number(match["hy"]) or this_year, 6 if match["half"] == "đầu" else 12
    else:
        year, month = _number(match["yy_to"] or match["yy"]), 12
        every = "year" if match["on"] else None
    if not 1 <= month <= 12:
        return None
    due = date(year, month, monthrange(year, month)[1]) if year else None
    if (match["prep"] or "").strip().lower() == "trước" and due is None:
        return None
    fuzzy = bool((match["part"] or match["part2"] or "").strip())
    return Found(match.start(), match.end(), DeadlineKind.PERIOD, "deadline.period", due=due, every=every, fuzzy=fuzzy)


def _relative(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _RELATIVE.finditer(text, start, end):
        bounded = match["prep"] and match["prep"].strip().lower() not in {"sau", "trước"}
        if not match["since"] and not bounded:
            continue
        if match["since"] and not match["prep"] and match["since"] not in {"kể từ", "tính từ", "sau", "trước"}:
            continue
        unit = UNITS[" ".join(match["unit"].split())]
        event = match["event"].strip()[:MAX_EVENT] if match["event"] else None
        stop = match.start("event") + len(event) if event else match.end()
        yield Found(match.start(), stop, DeadlineKind.RELATIVE, "deadline.relative", amount=int(match["n"]), unit=unit, event=event)


_FIGURE = re.compile(r"\d")
_QUARTER_WORDS = ("uý I", "uí I", "uý\nI", "uí\nI")
"""No day, period or amount of time is written without a figure, or a quarter's."""
_BEFORE_DAY = ("rước", "ến", "hậm nhất", "hông quá", "uộn nhất", "rong", "ạn c")
_BEFORE_PERIOD = ("rong", "rước", "ết", "ào", "ịnh kỳ", "oàn thành")
"""Every day, and every period, has one of these words before it: plain searches say where the patterns need look first, if at all."""
_WORD_WITHIN = len("hoàn thành đ")
"""Characters from the start of a deadline to the first of these words, at most."""
_PERIOD_WORDS = ("háng", "uý", "uí", "ăm")
_AMOUNT = re.compile(r"\d\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|tuần|tháng|năm)")
_OFTEN_WORDS = ("ằng ", "àng ", "ỗi ", "ịnh kỳ", "cuối ", "6 tháng")
"""Every recurring deadline has one of these."""
_REPORTED = re.compile(r"(?:báo cáo|kiểm tra|tổng hợp|định kỳ|gửi|họp|giao ban|rà soát)\s*\Z")


def _recurring(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _RECURRING.finditer(text, start, end):
        if match["lead"] or _REPORTED.search(text, start, match.start()) or _qualifies_duty(text, start, match):
            yield Found(match.start(), match.end(), DeadlineKind.RECURRING, "deadline.recurring", every=EVERY[match["every"]])
    half = _HALF_YEARLY.search(text, start, end)
    if half:
        yield Found(half.start(), half.end(), DeadlineKind.RECURRING, "deadline.half-yearly", every="half-year")


def _qualifies_duty(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether 'hằng quý' says when a duty falls: it opens a clause, stands before a verb, or ends a clause.

    'hằng năm' ends too many other clauses ('ngân sách hằng năm').
    """
    before, after = text[start : match.start()].rstrip()[-1:], text[match.end() : match.end() + 1]
    if before in {".", ";", ":", ",", ""} and after in {",", " ", ""}:
        return True
    if text.startswith(" (", match.end()) and match["every"] != "năm":
        return True
    verb = phrase_at(text, match.end() + 1) if after == " " else None
    return (verb is not None and verb[1] == "duty") or (after in {";", "."} and match["every"] not in {"năm", "ngày"})
