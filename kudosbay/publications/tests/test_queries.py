"""Lists cost the same at 3 and at 30 rows."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from conftest import Cast, make_founder, make_user
from kudosbay.accounts.models import User
from kudosbay.accounts.queries import publishers
from kudosbay.kernel.permissions import Role
from kudosbay.publications import commands, queries
from kudosbay.publications.citing import people_told_of
from kudosbay.publications.commands import Words
from kudosbay.publications.models import Edition, Publication
from kudosbay.publications.queries import WantedPublications

pytestmark = pytest.mark.django_db
Same = Callable[[Callable[[int], Any], Callable[[], Any]], None]


@pytest.fixture
def lin(db: None) -> User:
    return make_user("Lin", Role.COMMUNICATIONS)


def published(by: User, now: datetime, number: int = 1, kind: str = "policy") -> Edition:
    words = Words(f"Title {number}", "In short", "Text")
    made = commands.write_publication(kind, words, language="en", by=by, now=now, themes=["g60"])
    facts = {
        "issuer": "Bureau",
        "source": "https://example.org/",
        "valid_from": date(2026, 3, 1),
        "issued_on": date(2026, 3, 1),
    }
    edition = commands.change_edition(made.editions.get(), facts, details={}, by=by, seen=1)
    commands.translate(edition, "ar", Words("عنوان"), by=by, now=now)
    commands.publish_text(edition.texts.get(language="en"), by=by, now=now)
    edition.refresh_from_db()
    return edition


def test_the_desk_list(lin: User, now: datetime, today: date, assert_same_queries: Same) -> None:
    def ask() -> Any:
        wanted = WantedPublications(text="Title", kind="policy", state="in_force", gap="ar", owner=lin.pk)
        rows = list(queries.publication_list(lin, wanted, today=today))
        return [(one.titles, one.summaries, one.themes) for one in queries.with_texts(rows, today=today)]

    assert_same_queries(lambda number: published(lin, now, number), ask)
    assert len(ask()) == 30


def test_a_shelf(lin: User, now: datetime, today: date, assert_same_queries: Same) -> None:
    def ask() -> Any:
        return queries.with_texts(list(queries.shelf("policy")), today=today, for_readers=True)

    assert_same_queries(lambda number: published(lin, now, number), ask)
    assert all(set(one.texts) == {"en"} for one in ask())


def test_the_kinds(lin: User, now: datetime, assert_same_queries: Same) -> None:
    assert_same_queries(lambda number: published(lin, now, number), lambda: queries.kinds_counted(lin))
    assert queries.kinds_counted(lin) == {"policy": 30}


def test_the_editions_of_one(lin: User, now: datetime, assert_same_queries: Same) -> None:
    made = published(lin, now, kind="guide").publication

    def another(_number: int) -> None:
        edition = commands.begin_edition(made, by=lin, now=now)
        commands.publish_text(edition.texts.get(language="en"), by=lin, now=now)

    assert_same_queries(another, lambda: [list(one.texts.all()) for one in queries.editions_of(made)])


def test_what_an_answer_rests_on(lin: User, now: datetime, assert_same_queries: Same) -> None:
    answer = published(lin, now, kind="answer")

    def rest(number: int) -> None:
        commands.cite(answer, published(lin, now, number), by=lin)

    def ask() -> Any:
        return [(cited.publication, list(cited.texts.all())) for cited, _place in queries.citations(answer)]

    assert_same_queries(rest, ask)


def test_which_answers_rest_on_it(lin: User, now: datetime, assert_same_queries: Same) -> None:
    policy = published(lin, now)

    def rest(number: int) -> None:
        commands.cite(published(lin, now, number, "answer"), policy, by=lin)

    assert_same_queries(rest, lambda: [list(one.texts.all()) for one in queries.cited_by(policy)])


def given(lin: User, wei: User, now: datetime) -> tuple[Edition, Callable[[int], Any]]:
    """Return an answer that rests on a policy, and what gives it to one more person."""
    policy, answer = published(lin, now), published(lin, now, kind="answer")
    commands.cite(answer, policy, by=lin)

    def give(number: int) -> None:
        person = make_founder(f"Guest{number}", "NG", adviser=wei).person
        commands.give_answer(answer, person, by=wei, now=now)

    return answer, give


def test_who_was_given_an_answer(cast: Cast, lin: User, now: datetime, assert_same_queries: Same) -> None:
    answer, give = given(lin, cast.wei, now)

    def ask() -> Any:
        return [(row.person.full_name, str(row.by)) for row in queries.given_answers(answer.publication)]

    assert_same_queries(give, ask)


def test_the_recall_page(cast: Cast, lin: User, now: datetime, today: date, assert_same_queries: Same) -> None:
    answer, give = given(lin, cast.wei, now)
    policy = answer.cites.get().cited

    def ask() -> Any:
        return [[(one.person, one.by) for one in row.given] for row in queries.recalls(lin, date(2026, 4, 1))]

    commands.end_edition(policy, last_day=date(2026, 3, 20), by=lin)
    assert_same_queries(give, ask)
    assert [len(people) for people in ask()] == [30]
    assert queries.people_to_correct(date(2026, 4, 1)) == 30
    assert queries.recalls(lin, today) == []


def test_what_happened(lin: User, now: datetime, assert_same_queries: Same) -> None:
    made = published(lin, now).publication

    def happen(_number: int) -> None:
        made.refresh_from_db()
        commands.change_publication(made, themes=[], owner=lin, by=lin, seen=made.version)

    assert_same_queries(happen, lambda: queries.publication_timeline(made))


def test_who_writes_here(lin: User, assert_same_queries: Same) -> None:
    assert_same_queries(lambda number: make_user(f"Writer{number}", Role.MANAGER), publishers)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"state": "in_force"}, True),
        ({"state": "draft"}, False),
        ({"state": "over"}, False),
        ({"state": "coming"}, False),
        ({"gap": "zh-Hans"}, True),
        ({"gap": "en"}, False),
        ({"kind": "news"}, False),
        ({"text": "title nothing"}, False),
        ({"text": "%"}, False),
    ],
)
def test_a_list_narrows(lin: User, now: datetime, today: date, wanted: dict[str, Any], found: bool) -> None:
    edition = published(lin, now)
    rows = queries.publication_list(lin, WantedPublications(**wanted), today=today)
    assert (edition.publication in rows) is found


def test_a_stranger_sees_what_is_published(cast: Cast, lin: User, now: datetime) -> None:
    draft = commands.write_publication("news", Words("Draft"), language="en", by=lin, now=now)
    shown = published(lin, now).publication
    assert list(Publication.objects.visible_to(cast.amara)) == [shown]
    assert draft in Publication.objects.visible_to(cast.wei)


def test_who_hears_of_a_rule_that_changes(lin: User, now: datetime, today: date, assert_same_queries: Same) -> None:
    amara, bao = (make_founder(name, country, adviser=lin) for name, country in (("Amara", "NG"), ("Bao", "SG")))

    def make(number: int) -> None:
        edition = published(lin, now, number)
        country = "NG" if number % 2 else "SG"
        told = {"rules": "apostille, amr.licence", "concerns": f"nationality == {country}"}
        Edition.objects.filter(pk=edition.pk).update(details=told)

    assert_same_queries(make, lambda: people_told_of(["apostille KE"], today=today))
    assert people_told_of(["apostille KE"], today=today) == {amara.person.pk, bao.person.pk}
    assert people_told_of(["amr.licence"], today=today) == {amara.person.pk, bao.person.pk}
    assert people_told_of(["tax.register"], today=today) == set()
