"""Publishing one language at a time, and what is refused or parked."""

from datetime import date, datetime, timedelta

import pytest

from conftest import Cast, make_user
from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale
from kudosbay.kernel.permissions import Role
from kudosbay.publications import commands, queries
from kudosbay.publications.commands import Words
from kudosbay.publications.models import Edition, Publication, Text

pytestmark = pytest.mark.django_db
WORDS = Words("A rule", "In short", "It says **this**.")
ZH = Words("规定", "摘要", "内容。")


@pytest.fixture
def lin(db: None) -> User:
    return make_user("Lin", Role.COMMUNICATIONS, language="zh-hans")


def policy(by: User, now: datetime, *, begins: date | None = None) -> Edition:
    made = commands.write_publication("policy", WORDS, language="en", by=by, now=now)
    facts = {"issuer": "Bureau", "source": "https://example.org/rule", "valid_from": begins or now.date()}
    edition = made.editions.get()
    return commands.change_edition(edition, facts, details={}, by=by, seen=edition.version)


def text(edition: Edition, language: str) -> Text:
    return edition.texts.get(language=language)


def test_publishing_one_language_publishes_no_other(lin: User, now: datetime) -> None:
    edition = policy(lin, now)
    zh = commands.translate(edition, "zh-Hans", ZH, by=lin, now=now)
    commands.publish_text(text(edition, "en"), by=lin, now=now)
    zh.refresh_from_db()
    assert zh.published_at is None
    found = queries.article("policy", edition.publication.slug, today=now.date())
    assert found
    assert set(found.shown.texts) == {"en"}


def test_a_translation_behind_its_source_is_parked_with_the_reason(lin: User, now: datetime) -> None:
    edition = policy(lin, now)
    zh = commands.review_text(commands.translate(edition, "zh-Hans", ZH, by=lin, now=now), by=lin, now=now)
    source = text(edition, "en")
    commands.change_text(source, Words("A rule", "In short", "It says that."), by=lin, now=now, seen=source.version)
    parked = commands.publish_text(zh, by=lin, now=now)
    assert (parked.status, parked.published_at) == ("behind", None)
    assert "original was changed" in parked.parked_because
    assert trail.of(edition.publication)[0].verb == "text.parked"
    marked = commands.publish_as_is(parked, by=lin, now=now)
    assert marked.published_at
    assert marked.published_as_is
    assert not marked.parked_because


def test_a_machine_translation_waits_for_its_reviewer(lin: User, now: datetime) -> None:
    edition = policy(lin, now)
    ar = commands.translate(edition, "ar", Words("قاعدة", "", "نص"), by=lin, now=now, status="machine")
    assert commands.publish_text(ar, by=lin, now=now).parked_because
    reviewed = commands.review_text(ar, by=lin, now=now)
    assert (reviewed.reviewed_by, reviewed.parked_because) == (lin, "")
    assert commands.publish_text(reviewed, by=lin, now=now).published_at == now


@pytest.mark.parametrize("left_out", ["issuer", "source", "valid_from"])
def test_a_policy_without_issuer_source_or_day_is_not_published(lin: User, now: datetime, left_out: str) -> None:
    edition = policy(lin, now)
    empty = None if left_out == "valid_from" else ""
    commands.change_edition(edition, {left_out: empty}, details={}, by=lin, seen=edition.version)
    with pytest.raises(Refused, match="must be given"):
        commands.publish_text(text(edition, "en"), by=lin, now=now)
    assert not Publication.objects.public().exists()


def test_a_new_version_supersedes_and_the_old_one_stays_readable(lin: User, now: datetime) -> None:
    first = policy(lin, now - timedelta(days=30), begins=now.date() - timedelta(days=30))
    commands.publish_text(text(first, "en"), by=lin, now=now - timedelta(days=30))
    second = commands.begin_edition(first.publication, by=lin, now=now)
    assert {one.status for one in second.texts.all()} == {"source"}
    facts = {"valid_from": now.date() + timedelta(days=5)}
    second = commands.change_edition(second, facts, details={}, by=lin, seen=second.version)
    commands.publish_text(text(second, "en"), by=lin, now=now)
    for one in (first, second):
        one.refresh_from_db()
    today, later = now.date(), now.date() + timedelta(days=5)
    assert (first.state_on(today), first.state_on(later)) == ("in_force", "superseded")
    assert second.state_on(later) == "in_force"
    for day, number in ((today, 1), (later, 2)):
        found = queries.article("policy", first.publication.slug, today=day)
        assert found
        assert found.shown.edition.number == number
    assert queries.article("policy", first.publication.slug, today=later, number=1)


def test_translations_of_a_new_version_begin_behind(lin: User, now: datetime) -> None:
    first = policy(lin, now)
    commands.review_text(commands.translate(first, "zh-Hans", ZH, by=lin, now=now), by=lin, now=now)
    commands.publish_text(text(first, "en"), by=lin, now=now)
    second = commands.begin_edition(first.publication, by=lin, now=now)
    assert text(second, "zh-Hans").status == "behind"
    with pytest.raises(Refused):
        commands.begin_edition(first.publication, by=lin, now=now)


def test_only_communications_and_managers_write(cast: Cast, lin: User, now: datetime) -> None:
    edition = policy(lin, now)
    with pytest.raises(NotAllowed):
        commands.publish_text(text(edition, "en"), by=cast.wei, now=now)
    with pytest.raises(NotAllowed):
        commands.write_publication("news", WORDS, language="en", by=cast.amara, now=now)


def test_two_at_the_same_text_lose_nothing(cast: Cast, lin: User, now: datetime) -> None:
    source = text(policy(lin, now), "en")
    commands.change_text(source, Words("Mine", "", "x"), by=lin, now=now, seen=source.version)
    with pytest.raises(Stale):
        commands.change_text(source, Words("Yours", "", "y"), by=cast.mei, now=now, seen=source.version)


def test_research_is_signed_by_somebody_else_and_only_with_sources(cast: Cast, lin: User, now: datetime) -> None:
    made = commands.write_publication("research", WORDS, language="en", by=lin, now=now)
    edition = made.editions.get()
    for by in (lin, cast.mei):
        with pytest.raises(Refused):
            commands.sign_off(edition, by=by, now=now)
    with pytest.raises(Refused):
        commands.change_edition(edition, {}, details={"sources": "A | javascript:x"}, by=lin, seen=edition.version)
    sources = {"sources": "A paper | https://example.org | 2026-03-01"}
    edition = commands.change_edition(edition, {}, details=sources, by=lin, seen=edition.version)
    with pytest.raises(Refused):
        commands.publish_text(text(edition, "en"), by=lin, now=now)
    signed = commands.sign_off(edition, by=cast.mei, now=now)
    again = commands.change_edition(signed, {"note": "x"}, details=sources, by=lin, seen=signed.version)
    assert again.details["signed_name"] == "Mei"
    assert commands.publish_text(text(edition, "en"), by=lin, now=now).published_at


def test_it_cannot_end_before_it_begins(lin: User, now: datetime) -> None:
    edition = policy(lin, now)
    with pytest.raises(Refused):
        commands.end_edition(edition, last_day=now.date(), by=lin)
    commands.publish_text(text(edition, "en"), by=lin, now=now)
    with pytest.raises(Refused):
        commands.end_edition(edition, last_day=now.date() - timedelta(days=9), by=lin)
    ended = commands.end_edition(edition, last_day=now.date(), by=lin)
    assert ended.state_on(now.date() + timedelta(days=1)) == "ended"


def test_an_address_is_never_given_twice(lin: User, now: datetime) -> None:
    made = [commands.write_publication("news", WORDS, language="en", by=lin, now=now).slug for _each in range(3)]
    assert made == ["a-rule", "a-rule-2", "a-rule-3"]
