"""For whom a duty is filed and who is left out; lists, counts, warnings and figures follow the rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from conftest import Cast, make_cast
from kudosbay.compliance import queries
from kudosbay.compliance.commands import (
    Engaged,
    Granted,
    Told,
    add_firms,
    check_real_name,
    end_engagement,
    end_real_name,
    engage,
    give_mandate,
    open_batch,
    record_receipt,
    tell_profile,
    warn_of_last_day,
)
from kudosbay.compliance.jobs import tell_last_days
from kudosbay.compliance.models import Engagement, FilingBatch, FilingJob, RealName
from kudosbay.compliance.plans import filing, offered, periodic_duties, plan_of
from kudosbay.compliance.queries import WantedBatches, WantedHeld
from kudosbay.compliance.tests.making import (
    LONG_AGO,
    NOW,
    TODAY,
    advanced,
    firm,
    opened,
    partner,
    prepared,
    served,
)
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Delivery
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked


class Hands:
    executor = "test"

    def stopping(self) -> bool:
        return False


def plan(day: date = TODAY) -> Any:
    found = filing("VAT-M", "2026-02")
    assert found
    return plan_of(found, day=day)


def test_a_duty_of_a_period_has_its_published_day() -> None:
    for duty, label, day, basis in (
        ("VAT-M", "2019-01", date(2019, 2, 22), "published"),
        ("VAT-M", "2026-02", date(2026, 3, 16), "published"),
        ("VAT-Q", "2026-Q1", date(2026, 4, 20), "published"),
        ("CIT-A", "2025", date(2026, 6, 1), "counted"),
    ):
        found = filing(duty, label)
        assert found
        assert found.due
        assert (found.due.date, found.due.basis) == (day, basis)
    old = filing("VAT-M", "2018-05")
    assert old
    assert old.due is None  # no published day was found, and none is computed before 2020
    assert filing("VAT-M", "2026-Q1") is None
    assert filing("IIT-W", "2018-05") is None  # not the law yet
    assert {"VAT-M", "VAT-Q", "IIT-W", "CIT-A"} <= set(periodic_duties())


def test_who_is_left_out_and_why(cast: Cast) -> None:
    ready = served(cast, 1)
    served(cast, 2, vat="small_scale")
    served(cast, 3, powers=("pay",))
    firm(cast, 4)
    unknown = served(cast, 5)
    tell_profile(
        unknown, Told("", "", None, None, None, "Form"), since=TODAY - timedelta(days=20), by=partner(), now=NOW
    )
    expired = served(cast, 6)
    given = {"role": "tax_handler", "name": "B", "checked_on": LONG_AGO, "passport_until": TODAY - timedelta(days=1)}
    check_real_name(expired, by=partner(), now=NOW, **given)
    late = served(cast, 7)
    Enterprise.objects.filter(pk=late.pk).update(licensed_on=date(2026, 3, 2))
    found = plan()
    assert found.included == [ready]
    assert found.counts == {"not_theirs": 1, "mandate": 1, "engagement": 1, "unknown": 1, "real_name": 1}
    (lost,) = [one for one in found.left_out if one.why == "unknown"]
    assert (lost.enterprise, lost.missing) == (unknown, ("tax.vat",))


def test_a_batch_is_opened_once_by_the_partner(cast: Cast) -> None:
    with pytest.raises(Refused, match="no firm today"):
        open_batch("VAT-M", "2026-02", by=partner(), now=NOW)
    batch = opened(cast)
    assert (batch.due_on, batch.basis, batch.opens_on) == (date(2026, 3, 16), "published", date(2026, 3, 1))
    with pytest.raises(Refused, match="already"):
        open_batch("VAT-M", "2026-02", by=partner(), now=NOW)
    with pytest.raises(Refused, match="no such duty"):
        open_batch("VAT-M", "2026-99", by=partner(), now=NOW)
    for other in (cast.mei, cast.wei, cast.amara):
        with pytest.raises(NotAllowed):
            open_batch("IIT-W", "2026-02", by=other, now=NOW)
    assert "VAT-M/2026-02" not in {one.key for one in offered(TODAY)}
    assert "IIT-W/2026-02" in {one.key for one in offered(TODAY)}


def test_firms_that_can_be_filed_for_later_are_taken_in(cast: Cast) -> None:
    batch = opened(cast)
    with pytest.raises(Refused):
        add_firms(batch, by=partner(), now=NOW)
    served(cast, 2)
    assert add_firms(batch, by=partner(), now=NOW) == 1
    assert batch.jobs.count() == 2


def test_authority_is_recorded_with_its_paper(cast: Cast) -> None:
    one, by = firm(cast), partner()
    for wrong in (
        Engaged("P", "1", [], TODAY, None, "S"),
        Engaged("P", "1", ["NONE"], TODAY, None, "S"),
        Engaged("P", "1", ["VAT-M"], TODAY, LONG_AGO, "S"),
        Engaged("P", "1", ["VAT-M"], TODAY, None, " "),
    ):
        with pytest.raises(Refused):
            engage(one, wrong, by=by, now=NOW)
    with pytest.raises(Refused):
        give_mandate(one, Granted("A", "P", [], TODAY, TODAY, "S"), by=by, now=NOW)
    with pytest.raises(NotAllowed):
        engage(one, Engaged("P", "1", ["VAT-M"], TODAY, None, "S"), by=cast.wei, now=NOW)
    for wrong_days in ({"checked_on": TODAY + timedelta(days=1)}, {"passport_until": LONG_AGO}):
        days = {"checked_on": TODAY, "passport_until": None} | wrong_days
        with pytest.raises(Refused):
            check_real_name(one, role="tax_handler", name="A", by=by, now=NOW, **days)


def test_ending_authority_ends_what_may_be_filed(cast: Cast) -> None:
    served(cast)
    row, named = Engagement.objects.get(), RealName.objects.filter(role="tax_handler").get()
    end_real_name(named, on=TODAY, seen=1, by=partner())
    assert plan().counts == {"real_name": 1}
    end_engagement(row, on=TODAY - timedelta(days=1), because="Another partner", seen=1, by=partner())
    assert plan().counts == {"engagement": 1}
    assert plan(TODAY - timedelta(days=1)).included


def test_a_new_holder_of_a_role_takes_the_place_of_the_one_before(cast: Cast) -> None:
    one = served(cast)
    check_real_name(one, role="tax_handler", name="B", checked_on=TODAY, passport_until=None, by=partner(), now=NOW)
    held = RealName.objects.filter(enterprise=one, role="tax_handler").order_by("pk")
    assert [(row.name, row.ended_on) for row in held] == [("A", TODAY), ("B", None)]


def test_last_days_are_told_up_the_stairs_in_working_time(cast: Cast) -> None:
    batch = opened(cast)
    by = partner()
    assert tell_last_days(Hands(), now=NOW.replace(hour=14)) == 0  # late in the evening in Shanghai
    for _again in range(2):
        assert tell_last_days(Hands(), now=NOW) == 1
    batch.refresh_from_db()
    assert batch.stair == 2  # four working days are left: the tenth and the fifth are past
    told = Delivery.objects.filter(template="returns_due", channel="portal")
    assert [row.user for row in told] == [by]
    assert warn_of_last_day(batch, by=MACHINE, now=NOW + timedelta(days=7)) == 5
    assert told.filter(user=cast.mei).count() == 1
    FilingJob.objects.update(status="closed")
    FilingBatch.objects.update(stair=0)
    assert warn_of_last_day(batch, by=MACHINE, now=NOW) == 0


def test_figures_follow_the_receipts(cast: Cast) -> None:
    batch = opened(cast, firms=2, powers=("file", "confirm"))
    first, _second = batch.jobs.order_by("pk")
    job = advanced(prepared(first), "review", "confirm", "submit")
    record_receipt(job, receipt="HZ", on=TODAY, by=partner(), now=NOW)
    for key, day, value in (
        ("returns_filed", TODAY, 1),
        ("returns_filed", TODAY - timedelta(days=1), 0),
        ("returns_this_month", TODAY, 1),
        ("returns_this_month", date(2026, 4, 1), 0),
        ("firms_filed_for", TODAY, 1),
        ("returns_on_time", TODAY, None),
        ("returns_on_time", date(2026, 3, 17), 50),
    ):
        assert count_one(key, Asked(day)).value == value, (key, day)
    assert count_one("returns_filed", Asked(TODAY, known_on=TODAY - timedelta(days=1))).value == 0


def test_lists_are_narrowed_and_cost_the_same(cast: Cast, assert_same_queries: Any) -> None:
    batch = opened(cast, powers=("file", "confirm"))
    job, by = batch.jobs.get(), partner()
    Enterprise.objects.update(adviser=cast.wei)
    for wanted, count in (
        (WantedBatches(), 1),
        (WantedBatches(text=job.enterprise.name_zh), 1),
        (WantedBatches(text=batch.reference), 1),
        (WantedBatches(text="nothing"), 0),
        (WantedBatches(duty="IIT-W"), 0),
        (WantedBatches(year=2026), 1),
        (WantedBatches(status="closed"), 0),
        (WantedBatches(turn="partner"), 1),
        (WantedBatches(turn="firm"), 0),
        (WantedBatches(turn="late", day=TODAY), 0),
        (WantedBatches(turn="late", day=date(2026, 3, 17)), 1),
    ):
        for user in (by, cast.wei):
            assert queries.batch_list(user, wanted).count() == count, wanted
    for state, count in (("live", 1), ("ending", 0), ("over", 0), ("", 1)):
        held = WantedHeld("", state, TODAY)
        assert queries.mandate_list(by, held).count() == queries.engagement_list(by, held).count() == count
    assert queries.mandate_list(by, WantedHeld("", "ending", TODAY + timedelta(days=60))).count() == 1

    def ask() -> None:
        for user in (by, cast.wei):
            list(queries.batch_list(user, WantedBatches()))
            queries.turns(user, TODAY), queries.batch_years(user), queries.batch_duties(user)
            jobs = list(queries.jobs_of(batch, user))
            queries.preview_act(batch, jobs, "review", by=by, day=TODAY), queries.states_of(batch, user)
            for rows in (queries.mandate_list, queries.engagement_list, queries.real_name_list):
                [str(row.enterprise) for row in rows(user, WantedHeld("", "live", TODAY))]
        plan(), offered(TODAY), queries.held_of(job.enterprise), queries.duty_feed_of("none")
        list(queries.batch_timeline(batch)), list(queries.return_timeline(job)), queries.waiting_by_firm(cast.amara)
        queries.returns_of(job.enterprise, since=LONG_AGO), queries.to_confirm(cast.amara, job.enterprise)

    def more(number: int) -> None:
        one = served(cast, number + 10, powers=("file", "confirm"))
        FilingJob.objects.create(batch=batch, enterprise=one)

    assert_same_queries(more, ask)


class CountsFollowRows(TestCase):
    @given(st.lists(st.sampled_from(FilingJob.Status.values), min_size=1, max_size=6))
    def test_what_a_batch_counts_is_what_its_rows_are(self, states: list[str]) -> None:
        cast = make_cast()
        batch = FilingBatch.objects.create(
            reference="F-1",
            duty="VAT-M",
            period="2026-02",
            period_first=date(2026, 2, 1),
            period_last=date(2026, 2, 28),
            due_on=date(2026, 3, 16),
            opened_at=NOW,
        )
        for number, state in enumerate(states):
            filed = TODAY if state in {"accepted", "paid", "nil", "closed"} else None
            FilingJob.objects.create(batch=batch, enterprise=firm(cast, number), status=state, receipt_on=filed)
        by = partner()
        row = queries.batch_list(by, WantedBatches()).get()
        counts = queries.states_of(batch, by)
        assert sum(counts.values()) == row.returns == len(states)
        assert row.filed + row.before == len(states) - counts.get("submitted", 0) - counts.get("not_applicable", 0)
        assert row.blocked == states.count("blocked")
        waiting = queries.turns(by, date(2026, 3, 17))
        assert waiting["late"] == row.before
        ends = counts.get("closed", 0) + counts.get("not_applicable", 0)
        assert sum(waiting.values()) - waiting["late"] == len(states) - ends
        assert batch.jobs.unfinished().count() == len(states) - ends
