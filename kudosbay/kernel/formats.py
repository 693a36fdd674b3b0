"""Dates, numbers and money as a person reads them: letters for months, Latin digits, the reader's order."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_skeleton, format_time, get_timezone_location
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

HOME_ZONE = ZoneInfo("Asia/Shanghai")

# The region decides the order of day and month; English is read by founders from everywhere, so never month first.
LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_HK"}

DATE_STYLES = {"short": "MMMd", "medium": "yMMMd", "weekday": "MMMEd", "month": "yMMMM"}

# A phrase of two ends. Where the year comes first, the second date is the shortened one.
DATE_RANGES = {
    "en": "{} to {}",
    "zh": "{}至{}",
    "ru": "с {} по {}",
    "ar": "من {} إلى {}",
    "fr": "du {} au {}",
    "es": "del {} al {}",
    "fa": "از {} تا {}",
    "ja": "{}から{}まで",
    "ko": "{}부터 {}까지",
    "kk": "{} – {}",
}
NUMBER_RANGES = {
    "en": "{} to {}",
    "zh": "{}至{}",
    "ru": "от {} до {}",
    "ar": "من {} إلى {}",
    "fr": "{} à {}",
    "es": "de {} a {}",
    "fa": "{} تا {}",
    "ja": "{}～{}",
    "ko": "{}~{}",
    "kk": "{}–{}",
}
DAY_ALONE = {"zh": "{}日", "ja": "{}日", "ko": "{}일"}
UNSHORTENED = {"kk"}

Number = int | float | Decimal


def locale() -> Locale:
    return _locale_of((get_language() or "en").lower())


@cache
def _locale_of(code: str) -> Locale:
    return Locale.parse(LOCALES.get(code, code.replace("-", "_")))


def language() -> str:
    return locale().language


def comma() -> str:
    """What stands between the members of a list."""
    return {"zh": "、", "ar": "، ", "fa": "، "}.get(language(), ", ")


def format_date(day: date | None, style: str = "long") -> str:
    """`style`: long (9 December 2026), medium (9 Dec 2026), short (9 Dec), weekday (Wed 9 Dec), full, month."""
    return _written(day, style, (get_language() or "en").lower()) if day else ""


@lru_cache(maxsize=4096)
def _written(day: date, style: str, code: str) -> str:
    if style in DATE_STYLES:
        return format_skeleton(DATE_STYLES[style], day, locale=_locale_of(code))
    return babel_date(day, style, locale=_locale_of(code))


def number(value: Number, decimals: int | None = None) -> str:
    if decimals is None:
        return format_decimal(value, locale=locale())
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=locale())


def percent(part: Number, whole: Number) -> str:
    share = Decimal(str(part)) * 100 / Decimal(str(whole)) if whole else Decimal(0)
    return f"{number(round(share, 1))}%"


def money(amount: Number, currency: str) -> str:
    """The ISO code stands with the sum, since ¥ is two currencies and $ is many."""
    plain = number(amount, 0 if amount == int(amount) else 2)
    return _with_currency(plain, currency)


def compact_money(amount: Number, currency: str) -> str:
    """The sum in the reader's own large units: 78.66 million, 7866万."""
    return _with_currency(compact_number(amount), currency)


def compact_number(amount: Number) -> str:
    known = locale().compact_decimal_formats
    length = "long" if "long" in known else "short"
    return format_compact_decimal(amount, format_type=length, locale=locale(), fraction_digits=2)  # type: ignore[arg-type]


def _with_currency(plain: str, currency: str) -> str:
    if language() == "zh":
        return f"{plain}{'元' if currency == 'CNY' else get_currency_name(currency, locale=locale())}"
    return f"{currency} {plain}" if language() == "en" else f"{plain} {currency}"


def range_words(first: date | Number, last: date | Number, *, year: bool = True) -> str:
    """Both ends joined by words: a dash between numbers is drawn backwards in Arabic."""
    if first == last:
        return _single(first, year=year)
    if isinstance(first, date) and isinstance(last, date):
        return DATE_RANGES.get(language(), "{} – {}").format(*_date_ends(first, last, year=year))
    return NUMBER_RANGES.get(language(), "{} – {}").format(number(first), number(last))  # type: ignore[arg-type]


def _single(value: date | Number, *, year: bool) -> str:
    if isinstance(value, date):
        return format_date(value, "long") if year else _month_and_day(value)
    return number(value)


def _date_ends(first: date, last: date, *, year: bool) -> tuple[str, str]:
    if language() in UNSHORTENED or (year and first.year != last.year):
        return _single(first, year=year), _single(last, year=year)
    near = (first.year, first.month) == (last.year, last.month)
    if language() in DAY_ALONE:
        return _single(first, year=year), _day_alone(last) if near else _month_and_day(last)
    return _day_alone(first) if near else _month_and_day(first), _single(last, year=year)


def _day_alone(day: date) -> str:
    return DAY_ALONE.get(language(), "{}").format(day.day)


def _month_and_day(day: date) -> str:
    return format_skeleton("MMMMd", day, locale=locale())


def workday(day: date | None) -> str:
    """A due date with its weekday, since people plan by weekdays: Fri 27 Nov."""
    return format_date(day, "weekday")


def working_days(least: int, most: int | None = None) -> str:
    most = least if most is None else most
    words = range_words(least, most)
    return ngettext("%(count)s working day", "%(count)s working days", most) % {"count": words}


def two_zones(moment: datetime, zone: str | ZoneInfo | None = None) -> str:
    """`14:00 Shanghai (07:00 Lagos)`; the reader's day is named when it is another day there."""
    here = moment.astimezone(HOME_ZONE)
    there = moment.astimezone(_zone(zone))
    first = _time_at(here)
    if here.utcoffset() == there.utcoffset():
        return first
    second = _time_at(there)
    if here.date() != there.date():
        second = f"{format_date(there.date(), 'weekday')} {second}"
    return _("%(first)s (%(second)s)") % {"first": first, "second": second}


def _zone(zone: str | ZoneInfo | None) -> ZoneInfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone or HOME_ZONE


def _time_at(moment: datetime) -> str:
    place = get_timezone_location(moment.tzinfo, locale=locale(), return_city=True)
    return f"{format_time(moment.timetz(), 'HH:mm', locale=locale())} {place}"


def moment_words(moment: datetime) -> str:
    """An instant for a history: date and Shanghai time."""
    here = moment.astimezone(HOME_ZONE)
    return f"{format_date(here.date(), 'medium')} {here:%H:%M}"
