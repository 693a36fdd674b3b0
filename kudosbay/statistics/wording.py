"""A figure’s value in words, with its unit."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kudosbay.kernel import formats
from kudosbay.statistics.figures import Asked, Counted, Value


def told(asked: Asked, figures: Iterable[Counted]) -> dict[str, Any]:
    """Return figures as programs read them, whether by the interface, a download or the command line."""
    counted = [one.as_json() for one in figures]
    return {
        "as_of": asked.as_of.isoformat(),
        "known_on": asked.known_on.isoformat() if asked.known_on else None,
        "belt_road_list": asked.belt_road_list,
        "values": {one["key"]: one["value"] for one in counted},
        "figures": counted,
    }


def shown(one: Counted) -> str:
    """Return the value as a person reads it."""
    return value_words(one.value, one.figure.unit)


def value_words(value: Value | float, unit: str) -> str:
    if value is None:
        return _("not known")
    if unit in {"USD", "CNY"}:
        return formats.compact_money(Decimal(str(value)), unit)
    if unit == "per cent":
        return f"{formats.number(value, 1)} %"
    return formats.number(value)
