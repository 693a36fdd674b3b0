"""A figure’s value in words, with its unit."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kudosbay.kernel import formats
from kudosbay.statistics.figures import Counted


def shown(one: Counted) -> str:
    """Return the value as a person reads it."""
    if one.value is None:
        return _("not known")
    if one.figure.unit in {"USD", "CNY"}:
        return formats.compact_money(Decimal(one.value), one.figure.unit)
    if one.figure.unit == "per cent":
        return f"{formats.number(one.value, 1)} %"
    return formats.number(one.value)
