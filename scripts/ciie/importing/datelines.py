"""The opening words of a report that say where, when and for whom it was written: SHANGHAI, Nov. 5 (Xinhua) --."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ciie.importing.stamps import MONTH, month_number, partial
from ciie.words.dates import PartialDate

_ENGLISH = re.compile(
    rf"^(?P<place>[A-Z][\w.'’-]+(?:,?\s+[A-Z][\w.'’-]+){{0,3}}?)\s*,?\s+(?P<m>(?i:{MONTH}))\.?\s+(?P<d>\d{{1,2}})(?:,\s*(?P<y>20\d\d))?"
    r"\s*(?P<agency>[(/][^)/]{2,30}[)/])?\s*(?:--|[-–—])\s*"
)
_WIRE = re.compile(
    r"^(?P<place>[A-Z][A-Z .,'-]{2,40}?)\s*(?:--|[-–—])\s*\(?(?P<agency>BUSINESS WIRE|Business "
    r"Wire)\)?\s*(?:--|[-–—])\s*"
)
_CHINESE = re.compile(
    r"^[（(]?(?P<agency>[\u4e00-\u9fff]{2,8}?(?:社|网|網|報|报|台))?\s*(?P<place>[\u4e00-\u9fff]{2,6}?)\s*(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
    r"\s*[电電讯訊]\s*(?:[(（]\s*(?P<by>[^)）]{2,60})[)）])?\s*"
)
_NOTICE = re.compile(
    r"^[【\[（(]?(?P<agency>[\u4e00-\u9fff]{2,8}?(?:网|網|报|報|社|台|新闻|新聞))(?:[\u4e00-\u9fff]{0,4}(?:报道|報道|讯|訊|消息)[】\]）)]?\s*[:：]?|[】\]）)])"
    r"\s*(?:[(（]?\s*(?P<by>(?:记者|記者)\s*[\u4e00-\u9fff、\s]{2,20}?)(?:[)）]|\s*(?:[\u4e00-\u9fff]{2}(?:报道|報道))?[:：]))?\s*"
)
_REPORTERS = re.compile(r"\s*(?:[\u4e00-\u9fff]{2,6}[报報社网網])?(?:记者|記者)[\s:：]*(?P<names>.+)$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its agency and reporters as printed, its month, day and perhaps year, and where the text goes on."""

    words: str
    agency: str | None
    reporters: str | None
    month: int | None
    day: int | None
    year: int | None
    is_notice: bool

    @property
    def end(self) -> int:
        """The index after its last character."""
        return len(self.words)

    def date(self, year: int | None) -> PartialDate | None:
        """Its date, in its own year or else in `year`; None without a day or a year."""
        own = self.year or year
        return partial(own, self.month, self.day) if own and self.month and self.day else None


def find_dateline(text: str) -> Dateline | None:
    """The dateline that `text` begins with; of Chinese notices such as 【大公报讯】 too, which have no date."""
    for form in (_ENGLISH, _WIRE, _CHINESE, _NOTICE):
        match = form.match(text)
        if match is not None:
            return _dateline(match, is_notice=form is _NOTICE)
    return None


def without_dateline(text: str) -> str:
    """`text` behind its dateline, or all of it."""
    found = find_dateline(text)
    return text[found.end :] if found is not None else text


def _dateline(match: re.Match[str], is_notice: bool) -> Dateline:
    found = match.groupdict()
    month = found.get("m")
    number = int(month) if month and month.isdigit() else month_number(month) if month else None
    told = _REPORTERS.match(found.get("by") or "")
    agency = (found.get("agency") or "").strip("()/ ")
    return Dateline(
        words=match.group(),
        agency=agency if agency and not agency.startswith("本") else None,
        reporters=told["names"] if told is not None else None,
        month=number,
        day=int(found["d"]) if found.get("d") else None,
        year=int(found["y"]) if found.get("y") else None,
        is_notice=is_notice,
    )
