from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from kudosbay.kernel import formats

NINTH, FOURTEENTH, JANUARY = date(2026, 12, 9), date(2026, 12, 14), date(2027, 1, 4)


@pytest.mark.parametrize(
    ("language", "within_a_month", "over_new_year", "numbers"),
    [
        ("en", "9 to 14 December 2026", "9 December 2026 to 4 January 2027", "9 to 14"),
        ("zh-hans", "2026年12月9日至14日", "2026年12月9日至2027年1月4日", "9至14"),
        ("ar", "من 9 إلى 14 ديسمبر 2026", "من 9 ديسمبر 2026 إلى 4 يناير 2027", "من 9 إلى 14"),
        ("fr", "du 9 au 14 décembre 2026", "du 9 décembre 2026 au 4 janvier 2027", "9 à 14"),
        ("es", "del 9 al 14 de diciembre de 2026", "del 9 de diciembre de 2026 al 4 de enero de 2027", "de 9 a 14"),
    ],
)
def test_both_ends_of_a_range_are_joined_by_words(language, within_a_month, over_new_year, numbers):
    with translation.override(language):
        assert formats.range_words(NINTH, FOURTEENTH) == within_a_month
        assert formats.range_words(NINTH, JANUARY) == over_new_year
        assert formats.range_words(9, 14) == numbers


def test_a_range_of_one_day_is_that_day():
    with translation.override("en"):
        assert formats.range_words(NINTH, NINTH) == "9 December 2026"
        assert formats.range_words(NINTH, NINTH, year=False) == "9 December"
        assert formats.working_days(1) == "1 working day"
        assert formats.working_days(9, 14) == "9 to 14 working days"


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar", "ru", "kk", "fa", "ja", "ko", "fr", "es"])
@pytest.mark.parametrize("style", ["long", "medium", "short", "weekday", "full", "month"])
def test_no_date_is_written_in_bare_numbers_and_all_digits_are_latin(language, style):
    with translation.override(language):
        written = formats.format_date(NINTH, style)
    assert not any(sign in written for sign in ("/", "-"))
    assert all(sign.isascii() for sign in written if sign.isdigit())
    assert any(sign.isalpha() for sign in written)


def test_a_sum_names_its_currency_as_its_readers_do():
    with translation.override("en"):
        assert formats.money(1980, "CNY") == "CNY 1,980"
        assert formats.money(Decimal("600.5"), "USD") == "USD 600.50"
        assert formats.compact_money(78_660_000, "USD") == "USD 78.66 million"
    with translation.override("zh-hans"):
        assert formats.money(1980, "CNY") == "1,980元"
        assert formats.compact_money(78_660_000, "USD") == "7866万美元"


def test_the_share_of_2018_is_the_one_of_the_article():
    with translation.override("en"):
        assert formats.percent(264, 309) == "85.4%"
        assert formats.percent(1, 0) == "0%"


def test_a_time_is_said_in_shanghai_and_where_the_reader_is():
    moment = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)
    with translation.override("en"):
        assert formats.two_zones(moment, "Africa/Lagos") == "14:00 Shanghai (07:00 Lagos)"
        assert formats.two_zones(moment, "America/Lima") == "14:00 Shanghai (01:00 Lima)"
        assert formats.two_zones(moment) == "14:00 Shanghai"


def test_another_day_there_is_named():
    moment = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
    with translation.override("en"):
        assert formats.two_zones(moment, "America/Lima") == "09:00 Shanghai (Wed 2 Dec 20:00 Lima)"
