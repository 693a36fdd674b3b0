"""What falls due is computed for a window: with its trace, its return, and what it depends on where nobody said."""

from datetime import date
from typing import Any

from conftest import Cast
from kudosbay.compliance.calendar import calendar_of, tax_year
from kudosbay.compliance.commands import Told, open_duty_feed, renew_duty_feed, tell_profile
from kudosbay.compliance.facts import facts_of
from kudosbay.compliance.models import DutyFeed, FilingJob, TaxProfile
from kudosbay.compliance.tests.making import (
    LONG_AGO,
    NOW,
    SUMS,
    TODAY,
    advanced,
    firm,
    opened,
    partner,
    prepared,
    served,
)
from kudosbay.faces.duty_showing import duties_page

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 30)


def told(one: Any, *, first: date = MARCH, last: date = JUNE) -> dict[str, Any]:
    return {entry.item.key: entry for entry in calendar_of(one, first=first, last=last).entries}


def test_a_calendar_holds_each_duty_on_its_day_with_who_does_it(cast: Cast) -> None:
    one = served(cast)
    found = told(one)
    vat = found["VAT-M/2026-02"]
    assert (vat.item.date, vat.item.due.basis, vat.partner, vat.job) == (
        date(2026, 3, 16),
        "published",
        "Partner",
        None,
    )
    assert found["CIT-A/2025"].item.date == date(2026, 6, 1)
    assert (found["AR/2025"].item.date, found["AR/2025"].partner) == (date(2026, 6, 30), "")
    assert vat.item.why
    assert vat.item.source[0] == "VATLAW art 30"
    assert vat.item.duty.applies is True


def test_what_nobody_said_stays_unknown_and_is_named(cast: Cast) -> None:
    one = firm(cast)
    vat = told(one)["VAT-M/2026-02"]
    assert vat.item.duty.applies is None
    assert vat.item.duty.missing == ["tax.vat"]
    page = duties_page(one, today=TODAY, days=30)
    shown = next(row for row in page["duties"] if row.period == "2026-02" and row.depends)
    assert "VAT" in shown.depends["en"]
    assert page["next_duty"].depends == {}


def test_a_profile_counts_from_its_day_and_the_one_before_until_then(cast: Cast) -> None:
    one = served(cast)
    given = Told("small_scale", "quarter", 0, 0, False, "Form")
    tell_profile(one, given, since=date(2026, 4, 1), by=partner(), now=NOW)
    assert facts_of(one, day=date(2026, 3, 31))["tax"]["vat"] == "general"
    assert facts_of(one, day=date(2026, 4, 1))["tax"] == {
        "vat": "small_scale", "vat_period": "quarter", "employees": 0, "foreign_employees": 0, "customs_registered": False,
    }  # fmt: skip
    assert TaxProfile.objects.count() == 2


def test_facts_that_the_rules_refuse_are_left_unknown(cast: Cast) -> None:
    one = served(cast)
    one.investors.update(kind="")
    assert set(facts_of(one, day=TODAY)) == {"existing", "tax"}
    one.form = "no_such_form"
    assert "form" not in facts_of(one, day=TODAY)["existing"]


def test_the_return_stands_beside_its_duty(cast: Cast) -> None:
    job = advanced(prepared(opened(cast).jobs.get()), "review")
    entry = told(job.enterprise)["VAT-M/2026-02"]
    assert (entry.job, entry.is_done) == (job, False)
    FilingJob.objects.update(receipt_on=TODAY)
    assert told(job.enterprise)["VAT-M/2026-02"].is_done


def test_a_year_has_twelve_last_days_and_says_how_each_was_found() -> None:
    days = tax_year(2026)
    assert [one.month for one in days] == [f"2026-{month:02}" for month in range(1, 13)]
    assert {one.basis for one in days} == {"published"}
    assert {one.basis for one in tax_year(2018)} == {"not_found"}
    assert all(one.provisional for one in tax_year(2030))


def test_the_founder_sees_confirms_and_subscribes_and_nobody_else(cast: Cast, get: Any, post: Any) -> None:
    job = advanced(prepared(opened(cast).jobs.get()), "review")
    here = f"/en/company/{job.enterprise.reference}/duties/"
    assert "Confirm the figures" in get(cast.amara, here).content.decode()
    assert job.enterprise.name_zh in get(cast.amara, "/en/companies/").content.decode()
    shown = get(cast.amara, f"{here}{job.pk}/").content.decode()
    assert job.figures_hash in shown
    for page in (here, f"{here}{job.pk}/"):
        assert get(cast.bao, page).status_code == 404
    assert post(cast.bao, f"{here}{job.pk}/", {"figures": job.figures_hash}).status_code == 404
    assert post(cast.bao, f"{here}calendar/").status_code == 404
    assert post(cast.amara, f"{here}{job.pk}/", {"figures": SUMS.hash}).status_code == 302
    job.refresh_from_db()
    assert (job.status, job.confirmed_by, job.channel) == ("confirmed", cast.amara, "portal")
    assert post(cast.amara, f"{here}calendar/").status_code == 302
    assert DutyFeed.objects.get().token in get(cast.amara, here).content.decode()


def test_a_calendar_program_reads_the_feed_until_it_is_renewed_or_the_person_left(cast: Cast, get: Any) -> None:
    one = served(cast)
    feed = open_duty_feed(one, language="en", by=cast.amara, now=NOW)
    assert open_duty_feed(one, language="en", by=cast.amara, now=NOW) == feed
    address = f"/en/duties/calendar/{feed.token}.ics"
    answer = get(None, address)
    said = answer.content.decode()
    assert "BEGIN:VEVENT" in said
    assert "DTSTART;VALUE=DATE:" in said
    assert "VAT return" in said
    assert get(None, address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    renew_duty_feed(one, language="en", by=cast.amara, now=NOW)
    assert get(None, address).status_code == 404
    anew = f"/en/duties/calendar/{DutyFeed.objects.get().token}.ics"
    one.investors.all().delete()
    assert get(None, anew).status_code == 404


def test_a_calendar_costs_the_same_however_much_is_recorded(cast: Cast, assert_same_queries: Any) -> None:
    one = served(cast)

    def more(number: int) -> None:
        tell_profile(one, Told("general", "month", number, 0, None, "Form"), since=LONG_AGO, by=partner(), now=NOW)

    assert_same_queries(more, lambda: (calendar_of(one, first=MARCH, last=JUNE), None)[0].entries)
