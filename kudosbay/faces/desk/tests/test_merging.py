"""Two records of one human become one with everything that is theirs, and can be made two again exactly as they were."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from conftest import Cast, make_user
from django.core import serializers

from kudosbay.cases.histories import history_of
from kudosbay.enterprises.models import Investor
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.gatherings.models import CalendarFeed
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.labels import put_themes, themes_of
from kudosbay.kernel.models import Label, TrailSeal
from kudosbay.kernel.permissions import Role
from kudosbay.messaging.commands import notify, open_thread
from kudosbay.messaging.leaving import _signer, read_token
from kudosbay.messaging.models import Campaign, Delivery, Recipient
from kudosbay.people import commands, queries
from kudosbay.people.jobs import settle_merges
from kudosbay.people.merging import RELATIONS, Both, relations
from kudosbay.people.models import Consent, GuestProfile, GuestTag, Merge, Person
from kudosbay.promises.commands import Wish, make_promise
from kudosbay.publications.models import AnswerGiven
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db


class Hands:
    executor = "test"

    def stopping(self) -> bool:
        return False

    def wait(self, seconds: float) -> bool:
        return False

    def run(self, job: str, key: str) -> None:
        raise NotImplementedError


@pytest.fixture
def double(cast: Cast, now: datetime) -> Person:
    """Amara once more, as she was entered at a fair a year ago, with a life of its own."""
    day = date(2025, 3, 1)
    values = {"nationality": "NG", "registered_on": day, "known_since": day, "adviser": cast.wei, "phone": "+23480555"}
    person = Person.objects.create(reference="P-TEST-DOUBLE", full_name="NWOSU Amara", languages=["fr"], **values)
    for one in (person, cast.amara.person):
        _live(one, cast, now)
    licensed(cast, now).investors.update(person=person)
    return person


def _live(person: Person, cast: Cast, now: datetime) -> None:
    """Give a person one of nearly everything; both records have some of the same."""
    notify(
        template="promise_closed",
        key=f"n{person.pk}",
        by=trail.MACHINE,
        now=now,
        person=person,
        data={"title": "A flat", "link": "/"},
    )
    open_thread(person, by=cast.wei, now=now, subject="Hello", key=f"t{person.pk}")
    make_promise(Wish("living", "A flat", "en", person=person), by=cast.wei, now=now)
    commands.add_identifier(person, kind="passport", number=f"A{person.pk:08d}", issued_by="NG", by=cast.wei)
    profile = GuestProfile.objects.create(person=person, entered_on=now.date(), known_since=now.date())
    GuestTag.objects.create(profile=profile, aspect="skills", text="Law", key="law")
    CalendarFeed.objects.create(person=person, language="en", token=f"k{person.pk}", made_at=now)
    Label.objects.get_or_create(code="g60", defaults={"kind": "theme", "names": {"en": "G60"}})
    put_themes(person, ["g60"], by=cast.wei)


@pytest.fixture
def shared(cast: Cast, double: Person, now: datetime) -> Campaign:
    """One message to many that went out to both records, one that waits for both, one answer that both were given."""
    edition = published(cast.mei, now, kind="answer")
    gone, waiting = (_campaign(number, now) for number in range(2))
    for person in (double, cast.amara.person):
        common = {"channel": "mail", "template": "campaign", "language": "en", "created_at": now, "next_at": now}
        Delivery.objects.create(campaign=gone, person=person, key=f"c{person.pk}", kind="policy", **common)
        Recipient.objects.create(campaign=waiting, person=person, language="en")
        AnswerGiven.objects.create(edition=edition, person=person, by=cast.wei, at=now)
    return gone


def _campaign(number: int, now: datetime) -> Campaign:
    texts = {"en": {"title": "T", "text": "T"}}
    return Campaign.objects.create(reference=f"MC-T-{number}", kind="policy", texts=texts, made_at=now)


def everything() -> dict[str, list[Any]]:
    """Return every row of every table that points to a person, and the people themselves, as they stand."""
    models = {relation.model for relation in relations()} | {Person, GuestTag} - {Merge}
    return {
        model._meta.label: [
            _without_version(row) for row in serializers.serialize("python", model.objects.order_by("pk"))
        ]
        for model in models
        if model is not Merge
    }


def _without_version(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"fields": {name: value for name, value in row["fields"].items() if name != "version"}}


def merged(cast: Cast, double: Person, now: datetime, **values: Any) -> Merge:
    return commands.merge_people(cast.amara.person, double, by=cast.wei, now=now, **values)


def test_every_relation_to_a_person_is_mapped() -> None:
    found = {relation.label for relation in relations()}
    assert found == set(RELATIONS), "say in people/merging.py how its rows go along when two records are merged"
    for relation in relations():
        if relation.way.both is Both.LOOSEN:
            assert relation.model._meta.get_field(relation.column).null, relation.label


def test_no_row_is_lost_and_all_of_it_stands_on_one_timeline(
    cast: Cast, double: Person, shared: Campaign, now: datetime
) -> None:
    before, amara = everything(), cast.amara.person
    merge = merged(cast, double, now, take=["phone"])
    assert not Person.objects.filter(pk=double.pk).exists()
    amara.refresh_from_db()
    assert (amara.phone, amara.registered_on, amara.user) == ("+23480555", date(2025, 3, 1), cast.amara)
    assert [one.full_name for one in amara.previous_names.all()] == ["NWOSU Amara"]
    assert Investor.objects.filter(person=amara).count() == 1
    assert amara.promises.count() == amara.threads.count() == amara.identifiers.count() == 2
    after = everything()
    for label, rows in before.items():
        gone = len(rows) - len(after[label])
        aside = [row for row in merge.set_aside if row["model"] == label.lower()]
        assert gone == len(aside) + (label == "people.Person") - (label == "people.PreviousName"), label
    assert Delivery.objects.filter(campaign=shared).count() == 2  # both were sent, and count
    assert themes_of(amara)[0].code == "g60"
    verbs = [one.act.verb for one in history_of(amara, cast.wei, most=200) if one.act]
    assert verbs.count("identifier.added") == 2
    assert "person.merged" in verbs
    assert trail.of(Person(pk=double.pk))[0].verb == "person.merged"


def test_undone_it_is_exactly_as_it_was(cast: Cast, double: Person, shared: Campaign, now: datetime) -> None:
    before = everything()
    merge = merged(cast, double, now, take=["phone", "full_name", "languages", "adviser"])
    gone = commands.undo_merge(merge, by=cast.wei, now=now + timedelta(days=29))
    assert (gone.pk, gone.reference) == (double.pk, "P-TEST-DOUBLE")
    assert everything() == before
    assert [one.pk for one in queries.find_people(cast.wei, "P-TEST-DOUBLE")] == [double.pk]
    assert [entry.verb for entry in trail.of(gone)][:2] == ["person.merge_undone", "person.merged"]
    with pytest.raises(Refused):
        commands.undo_merge(merge, by=cast.wei, now=now + timedelta(days=29))


def test_what_was_added_since_stays_with_the_record_that_was_kept(cast: Cast, double: Person, now: datetime) -> None:
    merge = merged(cast, double, now)
    amara = Person.objects.get(pk=cast.amara.person.pk)
    commands.change_person(amara, seen=amara.version, by=cast.wei, values={"call_me": "Ama"})
    new = make_promise(Wish("living", "Since", "en", person=amara), by=cast.wei, now=now)
    commands.undo_merge(merge, by=cast.wei, now=now)
    amara.refresh_from_db()
    new.refresh_from_db()
    assert (amara.call_me, new.asker_person) == ("Ama", amara)


def test_a_consent_taken_back_on_one_record_is_taken_back(cast: Cast, double: Person, now: datetime) -> None:
    words = {"text_version": "2", "language": "en", "how": "portal"}
    commands.give_consent(double, "policies", by=cast.wei, now=now - timedelta(days=9), **words)
    commands.give_consent(cast.amara.person, "policies", by=cast.wei, now=now - timedelta(days=5), **words)
    commands.withdraw_consent(double, "policies", by=cast.wei, now=now - timedelta(days=1))
    merge = merged(cast, double, now)
    assert not Consent.objects.filter(person=cast.amara.person, purpose="policies", withdrawn_at=None).exists()
    commands.undo_merge(merge, by=cast.wei, now=now)
    assert Consent.objects.filter(person=cast.amara.person, withdrawn_at=None).exists()


def test_links_in_old_letters_and_old_references_lead_to_the_record_that_was_kept(
    cast: Cast, double: Person, now: datetime
) -> None:
    merged(cast, double, now)
    left = read_token(_signer.sign(f"{double.pk}.policies"))
    assert left is not None
    assert left.person == cast.amara.person
    assert queries.merged_into(cast.wei, "P-TEST-DOUBLE") == cast.amara.person
    assert queries.find_people(cast.wei, "P-TEST-DOUBLE") == []


def test_who_may_and_what_is_refused(cast: Cast, double: Person, now: datetime) -> None:
    amara, bao = cast.amara.person, cast.bao.person
    before = everything()
    for somebody in (cast.zoe, cast.amara, make_user("Lin", Role.COMMUNICATIONS)):
        with pytest.raises(NotAllowed):
            commands.merge_people(amara, double, by=somebody, now=now)
    with pytest.raises(NotAllowed):
        commands.merge_people(double, bao, by=cast.wei, now=now)  # adviser of one of the two
    with pytest.raises(Refused):
        commands.merge_people(amara, amara, by=cast.mei, now=now)
    with pytest.raises(Refused):
        commands.merge_people(amara, bao, by=cast.mei, now=now)  # both sign in
    assert everything() == before
    merge = merged(cast, double, now)
    with pytest.raises(Refused):
        merged(cast, double, now)  # a second press
    with pytest.raises(Refused):
        commands.undo_merge(merge, by=cast.wei, now=now + timedelta(days=31))
    with pytest.raises(NotAllowed):
        commands.undo_merge(merge, by=cast.zoe, now=now)


def test_three_records_become_one_and_are_undone_from_the_last(cast: Cast, double: Person, now: datetime) -> None:
    day = date(2026, 1, 5)
    third = Person.objects.create(
        reference="P-TEST-THIRD",
        full_name="Amara N",
        nationality="NG",
        registered_on=day,
        known_since=day,
        adviser=cast.wei,
    )
    before = everything()
    first = commands.merge_people(third, double, by=cast.wei, now=now)
    second = commands.merge_people(cast.amara.person, third, by=cast.wei, now=now)
    assert set(queries.known_as(cast.amara.person)) == {cast.amara.person.pk, third.pk, double.pk}
    with pytest.raises(Refused):
        commands.undo_merge(first, by=cast.wei, now=now)
    commands.undo_merge(second, by=cast.wei, now=now)
    commands.undo_merge(first, by=cast.wei, now=now)
    assert everything() == before


def test_after_thirty_days_what_was_kept_for_undoing_is_let_go(cast: Cast, double: Person, now: datetime) -> None:
    merge = merged(cast, double, now)
    assert settle_merges(Hands(), now=now + timedelta(days=29)) == 0
    assert settle_merges(Hands(), now=now + timedelta(days=31)) == 1
    assert settle_merges(Hands(), now=now + timedelta(days=31)) == 0
    merge.refresh_from_db()
    assert (merge.gone, merge.set_aside, merge.gone_reference) == ({}, [], "P-TEST-DOUBLE")
    with pytest.raises(Refused):
        commands.undo_merge(merge, by=cast.mei, now=now)


def test_the_trail_still_holds(cast: Cast, double: Person, now: datetime) -> None:
    trail.seal(now=now)
    commands.undo_merge(merged(cast, double, now), by=cast.wei, now=now)
    trail.seal(now=now)
    assert TrailSeal.objects.exists()
    assert trail.verify().broken_at is None


@pytest.fixture
def many(cast: Cast, now: datetime) -> Any:
    def one_more(number: int) -> None:
        day = now.date()
        other = Person.objects.create(
            reference=f"P-T-{number}", full_name="Amara", nationality="NG", registered_on=day, known_since=day
        )
        commands.merge_people(cast.amara.person, other, by=cast.mei, now=now)

    return one_more


def test_the_pages_cost_the_same_for_many(cast: Cast, many: Any, assert_same_queries: Any) -> None:
    amara = cast.amara.person
    assert_same_queries(many, lambda: queries.merges_of(amara))
    for ask in (
        lambda: queries.known_as(amara),
        lambda: queries.kept_instead_of(amara.pk),
        lambda: queries.merged_into(cast.wei, "P-T-0"),
        lambda: queries.belongings(amara),
        lambda: list(queries.person_entries(amara)),
    ):
        assert_same_queries(lambda _number: None, ask)


def test_of_two_accounts_the_one_in_use_stays(cast: Cast, now: datetime) -> None:
    amara, bao = cast.amara.person, cast.bao.person
    type(cast.amara).objects.filter(pk=cast.amara.pk).update(is_active=False)
    before = everything()
    merge = commands.merge_people(amara, bao, by=cast.mei, now=now)
    amara.refresh_from_db()
    assert amara.user == cast.bao
    commands.undo_merge(merge, by=cast.mei, now=now)
    assert everything() == before


def test_compared_merged_and_undone_on_the_desk(cast: Cast, double: Person, get: Any, post: Any) -> None:
    page = f"/desk/people/{cast.amara.person.reference}/"
    compare = f"{page}merge/{double.reference}/"
    Person.objects.filter(pk=double.pk).update(email=cast.amara.email)
    assert compare in get(cast.wei, page).content.decode()
    shown = get(cast.wei, compare + "?lang=en").content.decode()
    assert "NWOSU Amara" in shown
    assert 'value="gone" checked' in shown or "checked" in shown
    chosen = dict.fromkeys(("full_name", "languages", "phone", "adviser"), "kept") | {"phone": "gone"}
    assert post(cast.zoe, compare, chosen).status_code == 422
    assert post(cast.wei, compare, {"phone": "somebody"}).status_code == 422
    assert post(cast.wei, compare, chosen).status_code == 302
    assert post(cast.wei, compare, chosen).status_code == 404
    assert get(cast.wei, f"/desk/people/{double.reference}/")["Location"] == page
    merge = Merge.objects.get()
    assert f"merges/{merge.pk}/undo/" in get(cast.wei, page).content.decode()
    assert post(cast.wei, f"{page}merges/{merge.pk}/undo/").status_code == 302
    assert Person.objects.filter(pk=double.pk).exists()
    assert get(cast.amara, compare).status_code == 404
