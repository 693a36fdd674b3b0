"""Stages with evidence, firms that move in, milestones and accreditations: refusals, traces, figures as of a day."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from conftest import Cast
from kudosbay.enterprises import queries
from kudosbay.enterprises.commands import (
    Honour,
    Licence,
    Share,
    WhereFrom,
    add_assessment,
    add_milestone,
    add_term,
    amend_milestone,
    record_stage,
    record_where_from,
    register_moved_in,
    take_back_stage,
)
from kudosbay.enterprises.models import Enterprise, Milestone
from kudosbay.enterprises.queries import WantedEnterprises, WantedMilestones
from kudosbay.enterprises.tests.test_queries import code, licensed
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.labels import put_themes
from kudosbay.kernel.models import Label
from kudosbay.kernel.money import Money
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

INCUBATOR = Honour(
    kind="accreditation",
    titles={"en": "Incubator", "zh-Hans": "孵化器"},
    happened_on=date(2018, 9, 20),
    evidence={"zh-Hans": "认定文件"},
    authority={"zh-Hans": "区科委"},
)
CAME = WhereFrom("Suzhou", date(2015, 4, 1), "Former licence")
LICENCE = Licence(
    credit_code=code(7),
    name_zh="上海迁入有限公司",
    name_en="",
    form="wfoe_llc",
    origin="attracted",
    licensed_on=date(2026, 2, 2),
    capital=Money(Decimal(5), "CNY"),
    investors=[Share("Firm GmbH", "entity", "DE", Decimal(100))],
)


def figure(key: str, day: date, known_on: date | None = None) -> Any:
    return count_one(key, Asked(day, known_on)).value


def staged(cast: Cast, firm: Enterprise, now: datetime, **more: Any) -> Any:
    given = {"since": date(2026, 2, 1), "evidence": "Audit", "by": cast.wei, "now": now}
    return record_stage(firm, more.pop("stage", "growing"), **given | more)


def test_a_stage_counts_from_its_day_on(cast: Cast, now: datetime) -> None:
    firm = licensed(cast, now)
    staged(cast, firm, now)
    assert [figure("stage_growing", date(2026, 1, 31)), figure("stage_growing", date(2026, 2, 1))] == [0, 1]
    assert figure("stage_growing", date(2026, 2, 1), date(2026, 3, 9)) == 0  # was not known before
    staged(cast, firm, now, stage="successful", since=date(2026, 3, 1))
    assert (figure("stage_growing", now.date()), figure("stage_successful", now.date())) == (0, 1)
    assert trail.of(firm).filter(verb="enterprise.stage_reached").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"evidence": " "},
        {"since": date(2026, 3, 11)},
        {"since": date(2026, 1, 4)},
        {"stage": "enterprise", "since": date(2026, 3, 1)},
        {"stage": "growing", "since": date(2026, 3, 1)},
        {"stage": "successful", "since": date(2026, 1, 31)},
    ],
)
def test_a_stage_without_evidence_or_out_of_order_is_refused(cast: Cast, now: datetime, wrong: dict[str, Any]) -> None:
    firm = licensed(cast, now)
    staged(cast, firm, now)
    with pytest.raises(Refused):
        staged(cast, firm, now, **{"stage": "successful"} | wrong)
    assert firm.stages.count() == 1


def test_only_the_latest_stage_is_taken_back_with_a_reason(cast: Cast, now: datetime) -> None:
    firm = licensed(cast, now)
    first, second = staged(cast, firm, now), staged(cast, firm, now, stage="alumni", since=date(2026, 3, 1))
    for stage, because in ((first, "x"), (second, " ")):
        with pytest.raises(Refused):
            take_back_stage(stage, because=because, by=cast.wei)
    take_back_stage(second, because="Mixed up", by=cast.wei)
    assert list(firm.stages.all()) == [first]


def test_a_firm_that_moves_in_counts_as_attracted_and_says_from_where(cast: Cast, now: datetime) -> None:
    firm = register_moved_in(LICENCE, CAME, by=cast.wei, now=now)
    assert (firm.moved_from, firm.founded_on, firm.origin) == ("Suzhou", date(2015, 4, 1), "attracted")
    assert figure("attracted", now.date()) == 1
    assert set(trail.of(firm).values_list("verb", flat=True)) == {"enterprise.licensed", "enterprise.moved_in"}
    record_where_from(firm, replace(CAME, place="Kunshan"), by=cast.wei, seen=firm.version)
    with pytest.raises(Stale):
        record_where_from(firm, CAME, by=cast.zoe, seen=firm.version)


@pytest.mark.parametrize(
    ("licence", "came"),
    [
        (replace(LICENCE, origin="converted"), CAME),
        (LICENCE, replace(CAME, place=" ")),
        (LICENCE, replace(CAME, evidence="")),
        (LICENCE, replace(CAME, founded_on=date(2026, 2, 3))),
    ],
)
def test_a_move_without_ground_is_refused(cast: Cast, now: datetime, licence: Licence, came: WhereFrom) -> None:
    with pytest.raises(Refused):
        register_moved_in(licence, came, by=cast.wei, now=now)
    assert not Enterprise.objects.exists()


def test_a_converted_firm_came_from_nowhere(cast: Cast, now: datetime) -> None:
    firm = licensed(cast, now)
    with pytest.raises(Refused):
        record_where_from(firm, CAME, by=cast.wei, seen=firm.version)


def test_an_accreditation_is_in_force_for_its_terms(cast: Cast, now: datetime) -> None:
    row = add_milestone(INCUBATOR, by=cast.mei, now=now)
    add_term(row, valid_from=date(2018, 9, 20), valid_to=date(2021, 9, 19), by=cast.mei, now=now)
    days = [date(2018, 9, 19), date(2018, 9, 20), date(2021, 9, 19), date(2021, 9, 20)]
    assert [figure("accreditations", day) for day in days] == [0, 1, 1, 0]
    for first, last in ((date(2021, 9, 19), date(2022, 1, 1)), (date(2023, 1, 2), date(2023, 1, 1))):
        with pytest.raises(Refused):
            add_term(row, valid_from=first, valid_to=last, by=cast.mei, now=now)
    add_assessment(row, held_on=date(2026, 1, 9), outcome="planned", note="", by=cast.mei)
    add_assessment(row, held_on=date(2026, 1, 9), outcome="passed", note="Good", by=cast.mei)
    with pytest.raises(Refused):
        add_assessment(row, held_on=date(2026, 1, 9), outcome="failed", note="", by=cast.mei)
    assert [one.outcome for one in queries.assessments_of(row)] == ["passed"]
    assert [one.pk for one in queries.public_milestones(now.date())] == [row.pk]
    assert queries.public_milestones(date(2018, 9, 19)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"titles": {"en": "Only English"}},
        {"evidence": {}},
        {"authority": {}},
        {"happened_on": date(2026, 3, 11)},
    ],
)
def test_a_milestone_without_ground_is_refused(cast: Cast, now: datetime, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        add_milestone(replace(INCUBATOR, **wrong), by=cast.mei, now=now)
    assert not Milestone.objects.exists()


def test_a_mere_milestone_has_no_terms(cast: Cast, now: datetime) -> None:
    row = add_milestone(replace(INCUBATOR, kind="milestone"), by=cast.mei, now=now)
    with pytest.raises(Refused):
        add_term(row, valid_from=now.date(), valid_to=now.date(), by=cast.mei, now=now)


def test_what_is_put_right_stays_in_the_trail(cast: Cast, now: datetime) -> None:
    row = add_milestone(INCUBATOR, by=cast.mei, now=now)
    better = replace(INCUBATOR, happened_on=date(2018, 9, 21))
    amend_milestone(row, better, because="Misread", seen=1, by=cast.mei, now=now)
    for seen, because, error in ((1, "x", Stale), (2, " ", Refused)):
        with pytest.raises(error):
            amend_milestone(row, INCUBATOR, because=because, seen=seen, by=cast.mei, now=now)
    entry = trail.of(row).get(verb="milestone.amended")
    assert entry.value.values == {"happened_on": "2018-09-20", "because": "Misread"}


def test_lists_are_narrowed_by_theme_and_cost_the_same(cast: Cast, now: datetime, assert_same_queries: Any) -> None:
    Label.objects.create(kind="theme", code="g60")
    firm = licensed(cast, now)
    row = add_milestone(replace(INCUBATOR, enterprise=firm), by=cast.mei, now=now)
    put_themes(row, ["g60"], by=cast.mei)
    assert list(queries.milestone_list(cast.wei, WantedMilestones(theme="g60"))) == [row]
    assert list(queries.enterprise_list(cast.wei, WantedEnterprises(theme="g60"))) == []
    assert list(queries.milestone_list(cast.wei, WantedMilestones(text="孵化"))) == [row]
    assert list(queries.milestone_list(cast.wei, WantedMilestones(whose="centre"))) == []
    assert queries.milestones_of(firm) == [row]

    def make(number: int) -> None:
        made = add_milestone(
            replace(INCUBATOR, enterprise=firm, happened_on=date(2019, 1, 1 + number)), by=cast.mei, now=now
        )
        add_term(made, valid_from=date(2019, 1, 1), valid_to=date(2020, 1, 1), by=cast.mei, now=now)
        add_assessment(row, held_on=date(2020, 1, 1 + number), outcome="passed", note="", by=cast.mei)
        term = {"valid_from": date(2021 + number, 1, 1), "valid_to": date(2021 + number, 2, 1)}
        add_term(row, **term, by=cast.mei, now=now)

    def ask() -> None:
        _read = [str(one.enterprise) for one in queries.milestone_list(cast.wei, WantedMilestones())]
        _read += [str(list(one.terms.all())) for one in queries.public_milestones(now.date())]
        queries.milestones_of(firm), queries.terms_of(row), queries.assessments_of(row)
        list(queries.milestone_timeline(row)), queries.milestone_years(cast.wei)

    assert_same_queries(make, ask)


def test_pages_of_growth_are_for_advisers(cast: Cast, now: datetime, get: Any, post: Any) -> None:
    firm = licensed(cast, now)
    row = add_milestone(replace(INCUBATOR, enterprise=firm), by=cast.mei, now=now)
    here = f"/desk/enterprises/{firm.reference}/"
    pages = ["/desk/moved-in/", f"{here}stages/", f"{here}themes/", "/desk/milestones/", f"/desk/milestones/{row.pk}/"]
    pages += [f"/desk/milestones/{row.pk}/{rest}/" for rest in ("change", "terms", "assessments", "themes")]
    for page in pages:
        assert get(cast.wei, page).status_code == 200, page
        assert get(cast.amara, page).status_code == 404, page
    sent = {"stage": "growing", "since": "2026-02-01", "evidence": "Audit"}
    assert post(cast.wei, f"{here}stages/", sent).status_code == 302
    again = post(cast.wei, f"{here}stages/", sent)
    assert again.status_code == 422
    assert 'id="id_stage-error"' in again.content.decode()
    assert "Audit" in get(cast.wei, here).content.decode()
