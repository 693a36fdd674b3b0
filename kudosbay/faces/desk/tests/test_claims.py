"""The centre's story on the desk: every claim leads to a page that its reader may open, and tells how it stands."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from conftest import Cast, make_user
from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.demo import fill as filling
from kudosbay.enterprises.models import Milestone
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.permissions import Role
from kudosbay.statistics import queries
from kudosbay.statistics.catalogue import BY_KEY
from kudosbay.statistics.claims import story

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TINY = filling.Size(everybody=False, by_hand=1, signed=2, years_of_cases=0)
# Claims that no page shows yet. It must be empty.
OPEN: set[str] = set()
CLAIMS = {claim.id: claim for _part, claim in story().claims}
LANGUAGES = {"en", "zh-Hans", "ar"}


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield filling.fill(TINY, now=NOW, say=lambda _words: None)
        transaction.set_rollback(True)


def reader(role: str) -> User | None:
    return None if role == "anonymous" else User.objects.filter(roles__icontains=f'"{role}"').order_by("pk")[0]


def test_the_story_is_whole() -> None:
    assert sorted(CLAIMS) == [f"A{number:02d}" for number in range(1, 46)]
    assert {claim.id for claim in CLAIMS.values() if not claim.shown} == OPEN
    for claim in CLAIMS.values():
        assert set(claim.words) == LANGUAGES, claim.id
        assert bool(claim.shown) == bool(claim.figure in BY_KEY and claim.role in {"anonymous", *Role}), claim.id
        assert bool(claim.as_of or claim.known_on) == bool(claim.why), f"{claim.id}: say why it has a day of its own"
    assert all(len(part.claims) <= 6 for part in story().parts), "six to a screenful"


def test_each_claim_leads_to_a_page_that_answers(filled: Any, signed_in: Any, settings: Any) -> None:
    settings.DEMO = True  # the demonstration's accounts sign in nowhere else
    answers = {
        name: signed_in(reader(claim.role)).get(claim.link, follow=True)
        for name, claim in CLAIMS.items()
        if claim.shown
    }
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    led = {name: answer.request["PATH_INFO"] for name, answer in answers.items()}
    assert {name: path for name, path in led.items() if "/sign-in/" in path or "/claims/" in path} == {}
    visit = Gathering.objects.get(kind="visit", starts_at__date=story().as_of)
    assert led["A01"] == f"/desk/gatherings/{visit.reference}/"


def test_the_news_links_every_claim(filled: Any, signed_in: Any) -> None:
    for lang in ("en", "zh-hans", "ar"):
        body = signed_in(None).get(f"/{lang}/news/a-visit-to-the-centre/").content.decode()
        missing = [claim.id for claim in CLAIMS.values() if f'href="{claim.link}"'.replace("&", "&amp;") not in body]
        assert set(missing) <= OPEN


def test_a_record_of_the_story_is_found_by_what_it_is(filled: Any, signed_in: Any, settings: Any) -> None:
    settings.DEMO = True
    named = [claim for claim in CLAIMS.values() if "<" in claim.shown]
    assert {found for claim in named for found in re.findall(r"<(\w+)>", claim.shown)} == set(story().records)
    page = signed_in(reader("manager")).get("/desk/claims/").content.decode()
    incubator = Milestone.objects.get(kind="accreditation", happened_on=date(2018, 9, 20))
    assert f'href="/desk/milestones/{incubator.pk}/"' in page
    first = Milestone.objects.get(kind="milestone", happened_on=date(2018, 7, 2))
    row = page.partition('data-claim="A44"')[2].partition("</tr>")[0]
    assert row.count(f'href="/desk/milestones/{first.pk}/"') == 2, "the page, and the row itself"
    assert 'value="2019-02-18"' in page
    assert "%3Cvisit" not in page
    assert "&lt;visit" not in page


def test_as_of_the_day_every_claim_has_its_rows(filled: Any) -> None:
    standing = {one.claim.id: one for one in queries.claims(story().as_of)}
    assert {name for name, one in standing.items() if not one.is_shown} == OPEN
    assert standing["A32"].counted.value == 309
    assert standing["A01"].thing.kind == "visit"
    assert standing["A01"].owner_id == standing["A01"].thing.owner_id


def test_nothing_stood_before_the_first_day(filled: Any) -> None:
    standing = queries.claims(date(2017, 4, 11))
    assert {one.claim.figure for one in standing if one.is_shown} <= {"rooms"}


def test_the_page_narrows_counts_and_exports(cast: Cast, get: Any) -> None:
    page = get(cast.mei, "/desk/claims/")
    assert page.status_code == 200
    assert page.content.decode().count("data-claim=") == 45
    part = story().parts[0]
    few = get(cast.mei, "/desk/claims/", {"part": part.key}).content.decode()
    assert few.count("data-claim=") == len(part.claims)
    assert f'data-count="{len(part.claims)}"' in few
    none = get(cast.mei, "/desk/claims/", {"state": "shown", "as_of": "2010-01-01"}).content.decode()
    assert "data-claim=" not in none
    rows = list(csv.reader(get(cast.mei, "/desk/claims/export/").getvalue().decode("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == [claim.id for _part, claim in story().claims]
    book = get(cast.mei, "/desk/claims/export/", {"as": "xlsx"})
    assert book.getvalue().startswith(b"PK")


def test_another_centre_has_no_such_record_and_no_such_page(cast: Cast, get: Any) -> None:
    Gathering.objects.filter(kind="visit").update(kind="fair_day")  # the visit of the day, where the history is filled
    assert get(cast.mei, "/desk/claims/A01/").status_code == 404
    assert get(cast.mei, "/desk/claims/A99/").status_code == 404
    assert get(cast.mei, "/desk/claims/A32/").headers["Location"] == CLAIMS["A32"].shown
    page = get(cast.mei, "/desk/claims/").content.decode()
    words = CLAIMS["A01"].words["zh-Hans"]
    assert words in page
    assert f">{words}</a>" not in page


def test_whoever_is_led_on_must_be_let_in_there(cast: Cast, get: Any) -> None:
    """The address leads on for all staff; strangers are asked to sign in, and clients learn nothing."""
    assert get(cast.wei, "/desk/claims/A24/").status_code == 302
    assert get(cast.amara, "/desk/claims/A24/").status_code == 404
    assert "/sign-in/" in get(None, "/desk/claims/A24/").headers["Location"]


@pytest.mark.parametrize("role", [Role.ADVISER, Role.VISITOR, Role.FOUNDER])
def test_the_story_is_for_those_who_answer_for_the_whole(get: Any, role: Role) -> None:
    user = make_user("Somebody", role)
    assert get(user, "/desk/claims/").status_code == 404
    assert get(user, "/desk/claims/export/").status_code == 404
