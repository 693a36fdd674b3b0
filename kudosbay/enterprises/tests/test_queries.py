"""Lists of enterprises ask the database the same number of times at 3 and at 30 rows."""

from datetime import date, timedelta
from decimal import Decimal

from kudosbay.enterprises import queries
from kudosbay.enterprises.models import Capital, Enterprise, Investor, Officer, Registration
from kudosbay.enterprises.queries import WantedEnterprises
from kudosbay.kernel import trail

FIRST = date(2018, 1, 2)


def make_enterprise(number, **values):
    day = FIRST + timedelta(days=40 * number)
    whole = {
        "reference": f"E-TEST-{number}",
        "name_zh": f"松江公司{number}",
        "name_en": f"Songjiang Company {number}",
        "credit_code": f"91310117TEST{number:06d}",
        "origin": Enterprise.Origin.CONVERTED,
        "licensed_on": day,
        "known_since": day,
    }
    return Enterprise.objects.create(**whole | values)


def add_investor(enterprise, country, person=None):
    return Investor.objects.create(
        enterprise=enterprise,
        kind=Investor.Kind.NATURAL,
        person=person,
        name="Investor",
        country=country,
        share=Decimal(100),
        valid_from=FIRST,
        known_since=FIRST,
    )


def test_lists_cost_the_same(cast, assert_same_queries):
    named = WantedEnterprises(text="songjiang", state="active", day=date(2026, 3, 10), countries=("NG",))

    def make(number):
        add_investor(make_enterprise(number, adviser=cast.wei), "NG", cast.amara.person)

    assert_same_queries(
        make,
        lambda: (
            [one.adviser.name for one in queries.enterprise_list(cast.wei, named)],
            [one.adviser.name for one in queries.find_enterprises(cast.wei, "songjiang")],
            queries.enterprises_of(cast.amara.person),
            queries.licence_years(cast.wei),
        ),
    )
    assert queries.enterprise_list(cast.wei, named).count() == 30
    assert queries.licence_years(cast.wei) == [2021, 2020, 2019, 2018]


def test_the_page_of_an_enterprise_costs_the_same(cast, assert_same_queries):
    enterprise = make_enterprise(0)

    def make(number):
        day = FIRST + timedelta(days=number)
        add_investor(enterprise, "NG", cast.amara.person)
        Capital.objects.create(
            enterprise=enterprise, amount=Decimal(1), currency="CNY", valid_from=day, known_since=day
        )
        Officer.objects.create(enterprise=enterprise, person=cast.amara.person, role="director", valid_from=day)
        Registration.objects.create(enterprise=enterprise, step="tax.report", done_on=day)
        trail.record(cast.wei, "enterprise.changed", on=[enterprise], values={"name": "Songjiang"})

    def ask():
        facts = queries.facts_of(enterprise)
        people = [one.person.full_name for one in (*facts.investors, *facts.officers)]
        return people, [entry.value.values for entry in queries.enterprise_timeline(enterprise)]

    assert_same_queries(make, ask)
    assert len(queries.facts_of(enterprise).capitals) == 30


def test_a_firm_that_left_is_in_the_list_of_those_that_left(cast):
    day = date(2020, 5, 1)
    gone = make_enterprise(1, left_on=day)
    for when, state, there in ((day, "left", True), (day, "active", False), (day - timedelta(days=1), "active", True)):
        found = queries.enterprise_list(cast.wei, WantedEnterprises(state=state, day=when))
        assert (gone in found) is there


def test_another_founder_finds_no_firm_of_amaras(cast):
    add_investor(make_enterprise(1), "NG", cast.amara.person)
    assert len(queries.find_enterprises(cast.amara, "songjiang")) == 1
    assert queries.find_enterprises(cast.bao, "songjiang") == []
    assert queries.find_enterprises(cast.wei, "  ") == []
