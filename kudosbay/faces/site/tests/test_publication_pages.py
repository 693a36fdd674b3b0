"""Public pages: one language at a time, open about their state, harmless whatever was typed, found by machines."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from conftest import Cast, make_user
from django.utils import timezone

from kudosbay.kernel.permissions import Role
from kudosbay.messaging.models import Delivery
from kudosbay.publications import commands, doors
from kudosbay.publications.commands import Words
from kudosbay.publications.kinds import KINDS, Kind
from kudosbay.publications.models import Edition, Publication, Reply
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '</script><script>alert(1)</script> <b onclick="x">'


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_a_page_names_only_the_languages_that_are_published(cast: Cast, now: datetime, get: Any) -> None:
    edition = published(cast.mei, now)  # en; the Arabic draft stays a draft
    page = soup(get(None, f"/ar/policies/{edition.publication.slug}/"))
    assert {link["hreflang"] for link in page.select("head link[hreflang]")} == {"en"}
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"/en/policies/{edition.publication.slug}/")
    assert page.select_one("h1")["lang"] == "en"
    assert "عنوان" not in page.get_text()


def test_a_machine_translation_says_so(cast: Cast, now: datetime, get: Any) -> None:
    edition = published(cast.mei, now, kind="guide")
    zh = commands.translate(edition, "zh-Hans", Words("题", "", "文"), by=cast.mei, now=now, status="machine")
    commands.publish_as_is(zh, by=cast.mei, now=now)
    page = get(None, f"/zh-hans/guides/{edition.publication.slug}/").content.decode()
    assert "机器翻译" in page
    assert "尚未经人工审校" in page


def test_what_has_ended_stays_and_says_so(cast: Cast, now: datetime, get: Any) -> None:
    edition = published(cast.mei, now)
    commands.end_edition(edition, last_day=date(2026, 3, 5), by=cast.mei)
    slug = edition.publication.slug
    assert "This ended on 5 March 2026" in get(None, f"/en/policies/{slug}/").content.decode()
    feed = ET.fromstring(get(None, "/en/feeds/policy.atom").content)
    assert "Ended" in (feed.findtext(f"{ATOM}entry/{ATOM}content") or "")


def test_an_old_version_leads_to_the_one_that_holds(cast: Cast, now: datetime, get: Any) -> None:
    first = published(cast.mei, now - timedelta(days=9), kind="guide")
    second = commands.begin_edition(first.publication, by=cast.mei, now=now)
    commands.change_edition(second, {"valid_from": date(2026, 3, 8)}, details={}, by=cast.mei, seen=second.version)
    commands.publish_text(second.texts.get(language="en"), by=cast.mei, now=now)
    slug = first.publication.slug
    old = get(None, f"/en/guides/{slug}/1/").content.decode()
    assert "superseded" in old
    assert f'href="/en/guides/{slug}/"' in old
    assert get(None, f"/en/guides/{slug}/3/").status_code == 404


def test_a_draft_is_not_there(cast: Cast, now: datetime, get: Any) -> None:
    draft = commands.write_publication("news", Words("Draft", "", "x"), language="en", by=cast.mei, now=now)
    for user in (None, cast.amara, cast.mei):
        assert get(user, f"/en/news/{draft.slug}/").status_code == 404
        assert get(user, f"/en/news/{draft.slug}/reply/").status_code == 404
        assert get(user, f"/en/policies/{draft.slug}/").status_code == 404


def hostile(cast: Cast, now: datetime) -> Edition:
    made = commands.write_publication("guide", Words(HOSTILE, HOSTILE, HOSTILE), language="en", by=cast.mei, now=now)
    commands.publish_text(made.editions.get().texts.get(), by=cast.mei, now=now)
    return made.editions.get()


def test_hostile_words_are_shown_as_words(cast: Cast, now: datetime, get: Any) -> None:
    edition = hostile(cast, now)
    assert b"<script" not in get(None, "/en/feeds/guide.atom").content
    for path in (f"/en/guides/{edition.publication.slug}/", "/en/guides/"):
        response = get(None, path)
        scripts = [tag for tag in soup(response).find_all("script") if not tag.get("src")]
        assert all(tag["type"] == "application/ld+json" for tag in scripts), path
        assert not soup(response).find_all(onclick=True)


def test_json_ld_and_atom_are_read_by_others(cast: Cast, now: datetime, get: Any) -> None:
    edition = hostile(cast, now)
    page = soup(get(None, f"/en/guides/{edition.publication.slug}/"))
    told = json.loads(page.select_one("script[type='application/ld+json']").string)
    assert told["headline"] == HOSTILE
    assert told["inLanguage"] == "en"
    feed = ET.fromstring(get(None, "/en/feeds/guide.atom").content)
    assert feed.find(f"{ATOM}entry/{ATOM}title").text == HOSTILE
    assert {"id", "title", "updated", "author"} <= {one.tag.removeprefix(ATOM) for one in feed}
    assert get(None, "/en/feeds/nothing.atom").status_code == 404


def test_how_we_work_counts_as_of_a_day(cast: Cast, get: Any) -> None:
    page = get(None, "/en/how-we-work/?on=2019-02-18").content.decode()
    assert "18 February 2019" in page
    for way in ("Convert", "Attract", "Elevate", "Cluster"):
        assert way in page
    assert get(None, "/en/how-we-work/?on=never").status_code == 200


@pytest.fixture
def news(cast: Cast, now: datetime) -> Publication:
    return published(cast.mei, now, kind="news").publication


def form(**more: str) -> dict[str, str]:
    opened = doors.stamp(timezone.now() - timedelta(minutes=1))
    return {"name": "Noor", "email": "noor@example.org", "text": "Well done.", "opened": opened} | more


def reply_page(news: Publication) -> str:
    return f"/en/news/{news.slug}/reply/"


def test_a_reply_reaches_the_inbox_and_its_writer_gets_a_letter(news: Publication, post: Any) -> None:
    response = post(None, reply_page(news), form())
    assert (response.status_code, response.url) == (302, f"{reply_page(news)}sent/")
    reply = Reply.objects.get()
    assert (reply.status, reply.name, reply.shown_at) == ("received", "Noor", None)
    letter = Delivery.objects.get(template="reply_received")
    assert letter.address == "noor@example.org"
    assert letter.data["link"].endswith(f"/replies/{reply.key}/")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": ""}, 422),
        ({"email": "nobody"}, 422),
        ({"text": ""}, 422),
        ({"opened": ""}, 422),
        ({"opened": "1:forged"}, 422),
        ({"website": "https://spam.example"}, 302),
    ],
)
def test_what_is_wrong_or_sent_by_a_machine_is_not_kept(news: Publication, post: Any, sent: Any, status: int) -> None:
    assert post(None, reply_page(news), form(**sent)).status_code == status
    assert not Reply.objects.exists()


def test_a_form_that_comes_back_at_once_keeps_the_words(news: Publication, post: Any) -> None:
    page = post(None, reply_page(news), form(opened=doors.stamp(timezone.now())))
    assert page.status_code == 422
    assert "Well done." in page.content.decode()


def test_a_reply_with_a_script_is_held_and_shown_as_words(cast: Cast, news: Publication, post: Any, get: Any) -> None:
    post(None, reply_page(news), form(text="<script>alert(1)</script>"))
    reply = Reply.objects.get()
    assert reply.status == "held"
    page = get(cast.wei, f"/desk/publications/replies/{reply.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_a_reply_stands_below_the_article_without_its_address(
    cast: Cast, news: Publication, get: Any, post: Any
) -> None:
    post(None, reply_page(news), form())
    reply = Reply.objects.get()
    assert "Well done." not in get(None, f"/en/news/{news.slug}/").content.decode()
    assert post(reply.writer, f"/en/replies/{reply.key}/confirm/").status_code == 302
    assert post(cast.mei, f"/desk/publications/replies/{reply.pk}/show/").status_code == 302
    page = get(None, f"/en/news/{news.slug}/").content.decode()
    assert "Well done." in page
    assert "noor@example.org" not in page


def test_anothers_reply_is_not_there(cast: Cast, news: Publication, post: Any, get: Any) -> None:
    post(None, reply_page(news), form())
    reply = Reply.objects.get()
    assert get(cast.amara, f"/en/replies/{reply.key}/").status_code == 404
    assert post(cast.amara, f"/en/replies/{reply.key}/confirm/").status_code == 404
    reply.refresh_from_db()
    assert reply.confirmed_at is None


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_kind_stands_where_it_says(kind: Kind, cast: Cast, now: datetime, get: Any) -> None:
    if kind.shelf:
        assert str(kind.shelf) in get(None, f"/en/{kind.path}/").content.decode()
        assert get(None, f"/en/feeds/{kind.code}.atom").status_code == 200
    else:
        assert get(None, f"/en/{kind.path}/").status_code == 404
        assert get(None, f"/en/feeds/{kind.code}.atom").status_code == 404
    made = commands.write_publication(kind.code, Words("A title", "", "x"), language="en", by=cast.mei, now=now)
    edition = made.editions.get()
    facts = {"issuer": "Office", "source": "https://example.org/", "issued_on": now.date(), "valid_from": now.date()}
    sources = {"sources": "A paper | https://example.org/ | 2026-03-01"} if kind.signed else {}
    edition = commands.change_edition(edition, facts, details=sources, by=cast.mei, seen=edition.version)
    if kind.signed:
        commands.sign_off(edition, by=make_user("Lin", Role.COMMUNICATIONS), now=now)
    commands.publish_text(edition.texts.get(), by=cast.mei, now=now)
    for address in (f"/en/{kind.path}/{made.slug}/", f"/en/{kind.path}/{made.slug}/1/"):
        assert "A title" in get(None, address).content.decode()
        assert get(None, address.replace(kind.path, "nothing-of-the-kind")).status_code == 404
