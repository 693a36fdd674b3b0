"""The desk's pages of publications: writing, publishing one language, parking, recalling, exporting."""

from datetime import date, datetime
from typing import Any

import pytest
from conftest import Cast, make_user
from django.utils import timezone

from kudosbay.accounts.models import User
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.publications import commands
from kudosbay.publications.commands import Words
from kudosbay.publications.models import AnswerGiven, Edition, Publication, Text
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db
LIST = "/desk/publications/"


@pytest.fixture
def lin(db: None) -> User:
    return make_user("Lin", Role.COMMUNICATIONS, language="en")


def page_of(publication: Publication, rest: str = "") -> str:
    return f"{LIST}{publication.reference}/{rest}"


def test_a_publication_is_written_previewed_and_kept(lin: User, post: Any) -> None:
    sent = {"kind": "policy", "language": "en", "title": "A rule", "body": "## Head\n\n**bold** <script>x</script>"}
    looked = post(lin, f"{LIST}new/", sent | {"act": "preview"})
    assert looked.status_code == 200
    assert "<strong>bold</strong>" in looked.content.decode()
    assert "<script>x" not in looked.content.decode()
    assert not Publication.objects.exists()
    kept = post(lin, f"{LIST}new/", sent)
    assert kept.url == page_of(Publication.objects.get())


def test_publishing_from_the_page_publishes_one_language(lin: User, now: datetime, post: Any, get: Any) -> None:
    edition = published(lin, now)
    Text.objects.filter(language="ar").update(body="نص")
    at = page_of(edition.publication, "editions/1/")
    post(lin, f"{at}ar/publish/")
    parked = Text.objects.get(language="ar")
    assert parked.published_at is None
    assert parked.parked_because
    assert parked.parked_because in get(lin, page_of(edition.publication), {"lang": "en"}).content.decode()
    post(lin, f"{at}ar/review/")
    post(lin, f"{at}ar/publish/")
    parked.refresh_from_db()
    assert parked.published_at


def test_a_stale_form_shows_both_sides(cast: Cast, lin: User, now: datetime, post: Any) -> None:
    edition = published(lin, now)
    source = edition.texts.get(language="en")
    address = page_of(edition.publication, "editions/1/en/")
    commands.change_text(source, Words("Theirs", "", "x"), by=cast.mei, now=now, seen=source.version)
    response = post(lin, address, {"version": source.version, "title": "Mine", "summary": "", "body": "y"})
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()


@pytest.mark.parametrize("rest", ["", "editions/1/concerned/", "give/"])
def test_an_adviser_reads_and_uses(cast: Cast, lin: User, now: datetime, get: Any, rest: str) -> None:
    edition = published(lin, now, kind="answer")
    assert get(cast.wei, page_of(edition.publication, rest)).status_code == 200
    assert get(cast.amara, page_of(edition.publication, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["editions/1/change/", "editions/1/en/", "editions/1/translate/", "change/"])
def test_an_adviser_does_not_write(cast: Cast, lin: User, now: datetime, get: Any, rest: str) -> None:
    edition = published(lin, now)
    assert get(cast.wei, page_of(edition.publication, rest)).status_code == 404
    assert get(lin, page_of(edition.publication, rest)).status_code == 200


def test_facts_of_a_version_are_changed_or_refused(lin: User, now: datetime, post: Any) -> None:
    edition = published(lin, now)
    address = page_of(edition.publication, "editions/1/change/")
    sent = {
        "version": edition.version,
        "issuer": "Office",
        "source": "https://example.org/",
        "valid_from": "2026-03-01",
    }
    assert post(lin, address, sent | {"concerns": "nationality ="}).status_code == 422
    assert post(lin, address, sent | {"valid_until": "2026-02-01"}).status_code == 422
    assert post(lin, address, sent | {"concerns": "nationality in [NG]"}).status_code == 302
    edition.refresh_from_db()
    assert edition.details == {"concerns": "nationality in [NG]"}


def test_an_answer_is_given_and_recalled(cast: Cast, lin: User, now: datetime, post: Any, get: Any) -> None:
    policy, answer = published(lin, now), published(lin, now, 2, kind="answer")
    at = page_of(answer.publication)
    post(lin, f"{at}editions/1/cite/", {"cited": policy.publication.reference.lower(), "place": "Article 7"})
    assert post(cast.wei, f"{at}give/", {"person": "P-NOBODY"}).status_code == 422
    assert post(cast.wei, f"{at}give/", {"person": cast.amara.person.reference}).status_code == 302
    post(lin, page_of(policy.publication, "editions/1/end/"), {"last_day": "2026-03-02"})
    assert "Amara Nwosu" in get(cast.wei, f"{LIST}recall/").content.decode()
    assert post(cast.wei, f"{at}correct/").status_code == 302
    assert AnswerGiven.objects.get().corrected_at
    assert "Amara Nwosu" not in get(cast.wei, f"{LIST}recall/").content.decode()


def test_an_export_is_noted_and_no_cell_is_a_formula(lin: User, now: datetime, post: Any) -> None:
    made = commands.write_publication("news", Words("=1+1", "", "x"), language="en", by=lin, now=now)
    response = post(lin, f"{LIST}export/", {"as": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert made.reference in text
    assert "'=1+1" in text
    assert TrailEntry.objects.get(verb="publications.exported").facts["rows"] == 1


def test_whom_a_policy_concerns_is_counted_with_reasons(cast: Cast, lin: User, now: datetime, get: Any) -> None:
    edition = published(lin, now)
    details = {"concerns": "nationality in [NG]"}
    commands.change_edition(edition, {}, details=details, by=lin, seen=edition.version)
    page = get(lin, page_of(edition.publication, "editions/1/concerned/"), {"lang": "en"}).content.decode()
    assert "Amara Nwosu" in page
    assert "Nguyễn Bảo" not in page
    assert "nationality in [NG]" in page


def test_the_list_filters_and_counts(lin: User, now: datetime, get: Any) -> None:
    edition = published(lin, now)
    for query, found in (
        ({"kind": "policy"}, True),
        ({"kind": "news"}, False),
        ({"gap": "ar"}, True),
        ({"q": "no such"}, False),
    ):
        page = get(lin, LIST, query | {"lang": "en"}).content.decode()
        assert (edition.publication.reference in page) is found, query
    assert get(lin, LIST, {"owner": "x", "state": "'", "page": "-1"}).status_code == 200
    assert date(2026, 3, 1) == edition.valid_from


def test_a_policy_is_told_from_its_page(cast: Cast, lin: User, get: Any, post: Any) -> None:
    edition = published(cast.mei, timezone.now())
    Edition.objects.filter(pk=edition.pk).update(details={"concerns": "nationality in [NG]"})
    page = f"/desk/publications/{edition.publication.reference}/"
    assert "tell/" in get(lin, page).content.decode()
    assert "tell/" not in get(cast.wei, page).content.decode()
    shown = get(lin, page + "tell/?lang=en").content.decode()
    assert "your country or region is Nigeria" in shown
    assert post(lin, page + "tell/", {"title_en": "", "text_en": ""}).status_code == 422
    drafted = post(lin, page + "tell/", {"title_en": "New", "text_en": "A rule."})
    assert drafted.status_code == 302
    assert "your country or region is Nigeria" not in get(lin, drafted["Location"] + "?lang=zh-hans").content.decode()
    assert edition.publication.reference in get(lin, drafted["Location"]).content.decode()
    assert "told 0 of 1" in get(lin, page + "?lang=en").content.decode()
    assert post(lin, page + "tell/", {"title_en": "New", "text_en": "A rule."}).status_code == 422  # one is under way
