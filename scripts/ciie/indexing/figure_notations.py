"""The ways in which searchers write a figure, besides the one in which articles state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ciie.pages.links import amount
from ciie.words.model import Figure

_ENGLISH = ((Decimal(10**6), " million"), (Decimal(10**9), " billion"), (Decimal(10**12), " trillion"))
_CHINESE = ((Decimal(10**4), "万"), (Decimal(10**8), "亿"))
# A counting word fits where the number before it is neither a small part nor a long row of figures.
_LEAST, _MOST = Decimal("0.1"), Decimal(10_000)
_CHINESE_UNITS = {"USD": "美元", "CNY": "元人民币", "EUR": "欧元", "JPY": "日元", "m2": "平方米"}


def notations_of(figure: Figure) -> tuple[str, ...]:
    """A figure as readers say it, then as others may: 78.41 billion USD, 78410000000, 784.1亿美元."""
    unit = _CHINESE_UNITS.get(figure.unit, "")
    english = _scaled(figure.value, _ENGLISH, _LEAST)
    chinese = (f"{notation}{unit}" for notation in _scaled(figure.value, _CHINESE, Decimal(1)))
    return tuple(dict.fromkeys((amount(figure), f"{figure.value.normalize():f}", *english, *chinese)))


def _scaled(value: Decimal, scales: Iterable[tuple[Decimal, str]], least: Decimal) -> Iterator[str]:
    for scale, name in scales:
        if least <= value / scale < _MOST:
            yield f"{(value / scale).normalize():f}{name}"
