"""A figure’s value in words, with its unit."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kudosbay.kernel import formats
from kudosbay.statistics.figures import Counted, Value


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
