"""What must be true of every row of the demonstration, whichever way it was written."""

from collections import Counter
from datetime import date
from decimal import Decimal

import phonenumbers
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q, Sum
from stdnum.cn import uscc

from kudosbay.accounts.models import User
from kudosbay.cases import queries
from kudosbay.cases.models import Agreement, Case, CaseStep
from kudosbay.cases.plans import registration_step
from kudosbay.centre.queries import parameter
from kudosbay.demo.days import is_workday, workdays
from kudosbay.demo.files import history, names
from kudosbay.demo.fill import fill
from kudosbay.demo.tests.conftest import NOW, SIZE
from kudosbay.documents.models import Document
from kudosbay.enterprises.models import Capital, Enterprise, Investor, Registration
from kudosbay.gatherings.kinds import MEETINGS
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel import trail, vault
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import is_reference
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.messaging.models import Delivery
from kudosbay.people.models import Consent, Identifier, Person

pytestmark = pytest.mark.django_db

FIRST_DAY, TODAY = date(2017, 4, 12), date(2026, 11, 23)
EXAMPLE_DOMAINS = {"example.org", "example.com", "example.net", "kudosbay.example"}


def test_the_small_one_has_two_thousand_people(demonstration):
    assert demonstration.people == Person.objects.count() == 2000
    assert Enterprise.objects.count() == demonstration.enterprises == 1840


def test_a_filled_database_is_refused(demonstration):
    with pytest.raises(Refused):
        fill(SIZE, now=NOW, say=lambda _words: None)
    with pytest.raises(CommandError):
        call_command("demo", small=True)
    call_command("demo", small=True, if_empty=True)
    assert Person.objects.count() == 2000


def test_each_credit_code_is_valid_and_no_two_are_equal(demonstration):
    codes = list(Enterprise.objects.values_list("credit_code", flat=True))
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code[2:8] == "310117" for code in codes)
    assert any(code.endswith("0") for code in codes)


def test_each_enterprise_has_its_own_name(demonstration):
    for field in ("name_zh", "reference"):
        assert Enterprise.objects.values(field).distinct().count() == 1840
    assert all(map(is_reference, Enterprise.objects.values_list("reference", flat=True)[:200]))
    hard = {one["zh"] for one in names("nasty")["enterprises"]}
    assert set(Enterprise.objects.filter(name_zh__in=hard).values_list("name_zh", flat=True)) == hard
    assert Enterprise.objects.get(name_zh="上海一企业管理咨询有限公司").credit_code.endswith("0")


def test_shares_make_a_whole(demonstration):
    sums = Investor.objects.values("enterprise").annotate(whole=Sum("share")).values_list("whole", flat=True)
    assert set(sums) == {Decimal(100)}
    assert Investor.objects.values("enterprise").distinct().count() == 1840


def test_one_capital_is_in_force_on_any_day(demonstration):
    open_ones = Capital.objects.filter(valid_to=None).values("enterprise").annotate(rows=Count("pk"))
    assert {row["rows"] for row in open_ones} == {1}
    assert len(open_ones) == 1840
    for ended in Capital.objects.exclude(valid_to=None):
        assert Capital.objects.filter(enterprise=ended.enterprise_id, valid_from=ended.valid_to).count() == 1
        assert ended.valid_to > date(2019, 4, 12)


def test_nothing_is_before_the_first_day_or_after_today(demonstration):
    told = {
        Enterprise: ("licensed_on", "known_since"),
        Agreement: ("signed_on", "offered_on", "known_since"),
        Person: ("registered_on", "known_since"),
        Registration: ("done_on",),
        Investor: ("valid_from",),
        Capital: ("valid_from",),
    }
    for model, fields in told.items():
        for field in fields:
            outside = model.objects.exclude(**{field: None}).exclude(**{f"{field}__range": (FIRST_DAY, TODAY)})
            assert not outside.exists(), (model, field)
    assert not TrailEntry.objects.filter(at__gt=NOW).exclude(verb__in=BEFOREHAND).exists()


BEFOREHAND = {"centre.seeded", "account.demonstration_created", "person.account_linked"}  # told at the real time


def test_offices_work_on_working_days(demonstration):
    for model, field in ((Enterprise, "licensed_on"), (Agreement, "signed_on"), (Registration, "done_on")):
        days = set(model.objects.exclude(**{field: None}).values_list(field, flat=True))
        assert all(map(is_workday, days)), (model, [day for day in days if not is_workday(day)])


def test_departures_follow_their_rules(demonstration):
    gone = Enterprise.objects.exclude(left_on=None)
    assert gone.count() == 1840 - 1458
    assert set(gone.values_list("left_because", flat=True)) == {"closed", "moved_out"}
    assert all(firm.left_on > firm.licensed_on for firm in gone)
    assert Enterprise.objects.get(pk=1).left_on is None
    assert Enterprise.objects.get(pk=134).licensed_on == date(2018, 7, 2)


@pytest.mark.parametrize("day", [date(2018, 10, 31), date(2019, 12, 31), date(2024, 12, 31), TODAY])
def test_registered_addresses_stay_below_the_quota(demonstration, day):
    used = Enterprise.objects.active_on(day).filter(address__contains="示范路9号").count()
    assert 0 < used < parameter("address.quota", on=day)


def test_months_are_as_history_tells_them(demonstration):
    for period in history()["periods"]:
        between = (period["from"], period["to"])
        assert Enterprise.objects.filter(licensed_on__range=between).count() == period["licensed"], between
        assert Enterprise.objects.filter(left_on__range=between).count() == period["left"], between


def test_addresses_lead_to_nobody(demonstration):
    mails = [*Person.objects.values_list("email", flat=True), *User.objects.values_list("email", flat=True)]
    mails += Delivery.objects.filter(channel="mail").values_list("address", flat=True)
    assert {mail.rpartition("@")[2] for mail in mails if mail} == EXAMPLE_DOMAINS
    own = [mail for mail in Person.objects.values_list("email", flat=True) if mail]
    assert len(set(own)) == len(own)


def test_phones_have_the_form_of_their_place(demonstration):
    numbers = [number for number in Person.objects.values_list("phone", flat=True) if number]
    wrong = [number for number in numbers if not phonenumbers.is_possible_number(phonenumbers.parse(number))]
    assert len(numbers) > 1000
    assert not wrong


def test_hard_names_are_among_the_people(demonstration):
    hard = {one["full"] for one in names("nasty")["people"]}
    assert hard == set(Person.objects.filter(full_name__in=hard).values_list("full_name", flat=True))


def test_numbers_of_passports_are_sealed(demonstration):
    one = Identifier.objects.filter(kind="passport").order_by("pk")[0]
    number = vault.open_sealed(one.sealed_number, purpose=Identifier.PURPOSE).decode()
    assert number.endswith(one.tail)
    assert vault.fingerprint(number, Identifier.PURPOSE) == one.number_hash
    assert number.encode() not in bytes(one.sealed_number)


def test_the_imported_have_agreed_to_nothing_that_proves_it(demonstration):
    imported = Consent.objects.filter(how="imported")
    assert imported.exists()
    assert set(imported.values_list("purpose", "text_version")) == {("policies", "1")}
    assert imported.latest("given_at").given_at.date() <= date(2018, 11, 16)


def test_each_open_case_stands_in_one_queue(demonstration):
    boss = next(user for user in User.objects.all() if user.has_role(Role.MANAGER))
    queues = [set(queries.queue(boss, name, today=TODAY, everybody=True)) for name in ("client", "us", "authority")]
    assert sum(map(len, queues)) == len(set.union(*queues)) == Case.objects.open().count()
    assert all(queues)
    assert not Case.objects.open().filter(due_on=None).exists()
    for name in ("due", "late", "unanswered"):
        assert queries.queue(boss, name, today=TODAY, everybody=True).exists(), name


def test_open_cases_are_in_many_states(demonstration):
    assert set(Agreement.objects.filter(case__status="open").values_list("status", flat=True)) >= {
        "draft", "offered", "returned", "signed",
    }  # fmt: skip
    assert set(Document.objects.values_list("status", flat=True)) >= {"received", "verified", "rejected"}
    assert set(CaseStep.objects.values_list("status", flat=True)) >= {"waiting", "ready", "submitted", "done"}
    assert Case.objects.open().exclude(enterprise=None).count() == SIZE.by_hand


def test_what_a_case_made_is_an_enterprise_like_the_others(demonstration):
    for case in Case.objects.open().exclude(enterprise=None):
        assert case.enterprise.is_demonstration
        assert case.agreements.get().enterprise == case.enterprise
        assert case.enterprise.registrations.exists()


def test_closed_cases_are_whole(demonstration):
    done, given_up = Case.objects.filter(status="done"), Case.objects.filter(status="closed")
    assert done.count() > 100
    assert given_up.exists()
    assert demonstration.cases == Case.objects.count()
    assert not done.filter(enterprise=None).exists()
    assert not given_up.exclude(enterprise=None).exists()
    assert not CaseStep.objects.filter(case__status="done").exclude(status="done").exists()
    for case in done.select_related("enterprise")[:40]:
        licence = case.steps.get(step=registration_step(case.facts))
        assert case.opened_at.date() <= licence.done_on == case.enterprise.licensed_on <= case.closed_on <= TODAY
        assert case.agreements.get().enterprise == case.enterprise
        assert all(is_workday(step.done_on) for step in case.steps.all())


def test_amara_can_sign_in_and_has_something_to_mend(demonstration):
    amara = User.objects.get(email="amara@kudosbay.example")
    case = Case.objects.visible_to(amara).get()
    assert case.adviser.email == "wei@kudosbay.example"
    assert case.papers.filter(document__status="rejected").exists()


def test_the_trail_holds(demonstration):
    verdict = trail.verify()
    assert (verdict.reason, verdict.unsealed) == ("", 0)
    assert verdict.checked == TrailEntry.objects.count()
    firm = Enterprise.objects.order_by("pk")[0]
    verbs = Counter(trail.of(firm).values_list("verb", flat=True))
    assert verbs["enterprise.licensed"] == 1
    assert verbs["enterprise.registered"] == firm.registrations.count()


def test_each_person_has_a_trace(demonstration):
    someone = Person.objects.order_by("?")[0]
    assert set(trail.of(someone).values_list("verb", flat=True)) & {"person.registered", "person.imported"}


def test_working_days_of_2017_leave_out_its_holidays():
    days = workdays(date(2017, 9, 29), date(2017, 10, 10))
    assert days == [date(2017, 9, 29), date(2017, 10, 9), date(2017, 10, 10)]


def test_seats_of_events_are_as_many_as_their_bookings(demonstration):
    seated = Count("bookings", filter=Q(bookings__status__in=Booking.SEATED))
    for event in Gathering.objects.annotate(seated=seated, came=Count("bookings")):
        assert (event.taken, event.arrivals) == (event.seated, event.came), event.reference
    rush = Gathering.objects.get(status="open", capacity=40, arrivals=55)
    in_line = rush.bookings.in_line().values_list("arrival", flat=True)
    assert (rush.seats_left, list(in_line)) == (0, list(range(41, 56)))


def test_nobody_signs_up_before_being_known_or_comes_before_signing_up(demonstration):
    assert not Booking.objects.filter(booked_at__date__lt=F("person__registered_on")).exists()
    assert not Booking.objects.filter(booked_at__gt=F("gathering__starts_at")).exists()
    assert not Gathering.objects.filter(starts_at__date__lt=FIRST_DAY).exists()
    held = Gathering.objects.filter(status="held")
    assert not held.filter(starts_at__gt=NOW).exists()
    assert not held.filter(kind__in=MEETINGS).exclude(bookings__status="attended").exists()


def test_the_visit_is_remembered_with_the_figures_of_its_day(demonstration):
    visit = Gathering.objects.get(kind="visit", starts_at__date=date(2019, 2, 18))
    assert len(visit.extras["delegation"]) == 3
    remark = visit.statements.get(kind="remark")
    assert remark.figures["values"]["enterprises"]["value"] == 309
    assert remark.figures["values"]["meetings_held"]["value"] == 87
    assert Gathering.objects.get(kind="seminar").statements.filter(kind="suggestion").count() == 6
