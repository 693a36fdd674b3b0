"""The public figures of 2019 come out of rows, and each change of a row moves the figures it should and no other."""

from datetime import date
from decimal import Decimal

import pytest

from kudosbay.centre.models import ExchangeRate
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.people.models import Person
from kudosbay.statistics.catalogue import FIGURES, count_all
from kudosbay.statistics.exporting import export_figures
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.tests.recount import recount

pytestmark = pytest.mark.django_db

FEBRUARY, APRIL = date(2019, 2, 18), date(2019, 4, 12)


def figures(as_of, known_on=None):
    return {one.figure.key: one.value for one in count_all(Asked(as_of, known_on))}


def moved(before, after):
    return {key: after[key] - before[key] for key in before if before[key] != after[key]}


def chosen(**wanted):
    """Return an enterprise active in February 2019 with one owner, of a country with several firms."""
    sole = Enterprise.objects.active_on(FEBRUARY).exclude(investors__share__lt=100)
    return sole.filter(**wanted).order_by("pk")[0]


def test_the_figures_of_february_2019(demonstration):
    told = figures(FEBRUARY)
    assert told["enterprises"] == 309
    assert told["added_last_year"] == 264
    assert (told["converted"], told["attracted"]) == (238, 71)
    assert told["belt_road"] == 77
    assert told["countries"] == 67
    assert round(told["capital_usd"] / 1_000_000, 2) == Decimal("78.66")
    assert told["licensed_last_year"] == 269
    assert told["city_share"] == Decimal("4.8")
    assert told["licences"] == 314
    assert (told["meetings_held"], told["trainings_held"] + told["policy_meetings_held"]) == (87, 87)
    assert told["visits_received"] == 1


def test_the_figures_of_april_2019(demonstration):
    told = figures(APRIL)
    assert told["licences"] == 385
    assert round(told["licences_capital_usd"] / 1_000_000, 2) == Decimal("119.52")
    assert told["licences_belt_road"] == 117
    assert told["agreements"] == 466
    assert told["licensed_last_year"] == 269
    assert told["enterprises"] == 378


def test_the_figures_of_the_demonstrations_last_day(demonstration):
    told = figures(date(2026, 11, 23))
    assert told["licences"] == 1840
    assert told["enterprises"] == 1458
    assert told["agreements"] == 1840 + 23 + 118 + 46


def test_the_citys_share_was_not_known_in_february(demonstration):
    assert figures(FEBRUARY, known_on=FEBRUARY)["city_share"] is None
    assert figures(FEBRUARY, known_on=APRIL)["city_share"] == Decimal("4.8")
    others = {key: value for key, value in figures(FEBRUARY).items() if key != "city_share"}
    known_then = figures(FEBRUARY, known_on=FEBRUARY)
    assert {key: known_then[key] for key in others} == others


@pytest.mark.parametrize("as_of", [FEBRUARY, APRIL, date(2017, 12, 31), date(2022, 6, 30), date(2026, 11, 23)])
def test_a_recount_of_the_exported_rows_agrees(demonstration, tmp_path, as_of):
    export_figures(Asked(as_of), tmp_path)
    counted, told = recount(tmp_path, as_of), figures(as_of)
    assert counted == {key: told[key] for key in counted}


def test_the_recount_sees_what_was_known(demonstration, tmp_path):
    export_figures(Asked(FEBRUARY, FEBRUARY), tmp_path)
    counted, told = recount(tmp_path, FEBRUARY), figures(FEBRUARY, FEBRUARY)
    assert counted == {key: told[key] for key in counted}


def test_each_drill_down_has_as_many_rows_as_its_figure(demonstration):
    for one in count_all(Asked(APRIL)):
        if one.figure.unit == "rows":
            assert one.figure.rows is not None
            assert one.figure.rows(one.asked).count() == one.value, one.figure.key
    assert len({figure.key for figure in FIGURES}) == len(FIGURES)


def test_another_country_moves_belt_road_only(demonstration):
    before = figures(FEBRUARY)
    firm = chosen(investors__country="US")
    Investor.objects.filter(enterprise=firm).update(country="RU")
    assert moved(before, figures(FEBRUARY)) == {"belt_road": 1, "licences_belt_road": 1}


def test_a_country_seen_nowhere_else_moves_countries(demonstration):
    before = figures(FEBRUARY)
    Investor.objects.filter(enterprise=chosen(investors__country="US")).update(country="IS")
    assert moved(before, figures(FEBRUARY)) == {"countries": 1}


def test_another_licence_date_moves_the_year_only(demonstration):
    before = figures(FEBRUARY)
    firm = chosen(investors__country="US", licensed_on__year=2018)
    Enterprise.objects.filter(pk=firm.pk).update(licensed_on=date(2019, 1, 15))
    after = figures(FEBRUARY)
    assert moved(before, after) == {"added_last_year": -1, "licensed_last_year": -1}
    assert figures(date(2019, 1, 14))["enterprises"] == _active_but(firm, date(2019, 1, 14))


def _active_but(firm, day):
    return Enterprise.objects.active_on(day).exclude(pk=firm.pk).count()


def test_a_departure_moves_what_counts_active_enterprises(demonstration):
    before = figures(FEBRUARY)
    firm = chosen(investors__country="US", origin="converted", licensed_on__year=2018)
    Enterprise.objects.filter(pk=firm.pk).update(left_on=FEBRUARY)
    after = moved(before, figures(FEBRUARY))
    assert after.pop("capital_usd") < 0
    assert after == {"enterprises": -1, "added_last_year": -1, "converted": -1}


def test_one_rate_moves_capital_of_its_own_quarter_only(demonstration):
    day = date(2018, 4, 1)
    earlier, before = figures(date(2018, 3, 31)), figures(FEBRUARY)
    rate = ExchangeRate.objects.get(currency="CNY", valid_from=day)
    amounts = Capital.objects.filter(currency="CNY", valid_from__gte=day, valid_from__lt=date(2018, 7, 1))
    ExchangeRate.objects.filter(pk=rate.pk).update(usd=rate.usd + Decimal("0.001"))
    after = moved(before, figures(FEBRUARY))
    assert after.keys() == {"capital_usd", "licences_capital_usd"}
    more = sum(row.amount for row in amounts) * Decimal("0.001")
    assert abs(after["licences_capital_usd"] - more) < Decimal("0.5")
    assert moved(earlier, figures(date(2018, 3, 31))) == {}


def test_another_amount_moves_capital_only(demonstration):
    before = figures(APRIL)
    Capital.objects.filter(enterprise=chosen(investors__country="US")).update(
        currency="USD", amount=Decimal(90_000_000)
    )
    assert moved(before, figures(APRIL)).keys() == {"capital_usd", "licences_capital_usd"}


def test_a_person_counts_outside_the_mainland_and_hong_kong_is_not_foreign(demonstration):
    before = figures(FEBRUARY)
    someone = Person.objects.filter(registered_on__lte=FEBRUARY, nationality="US").order_by("pk")[0]
    Person.objects.filter(pk=someone.pk).update(nationality="HK")
    assert moved(before, figures(FEBRUARY)) == {"foreign_nationals": -1}
    Person.objects.filter(pk=someone.pk).update(nationality="CN")
    assert moved(before, figures(FEBRUARY)) == {"foreign_nationals": -1, "people_outside": -1}


def test_what_was_entered_later_was_not_known_before(demonstration):
    before = figures(FEBRUARY, FEBRUARY)
    firm = chosen(investors__country="US", origin="converted", licensed_on__year=2018)
    Enterprise.objects.filter(pk=firm.pk).update(known_since=date(2019, 3, 1))
    after = figures(FEBRUARY, FEBRUARY)
    assert after["enterprises"] == before["enterprises"] - 1
    assert figures(FEBRUARY)["enterprises"] == before["enterprises"]


def test_a_currency_without_a_rate_is_an_error_and_not_nothing(demonstration):
    Capital.objects.filter(enterprise=chosen(investors__country="US")).update(currency="VND")
    with pytest.raises(ValueError, match="VND"):
        figures(FEBRUARY)
