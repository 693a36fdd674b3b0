"""A question answered with a publication, from the desk's pages to the asker's."""

import pytest
from django.utils import timezone

from kudosbay.promises.commands import Wish, ask
from kudosbay.promises.models import Promise
from kudosbay.publications import commands as publishing
from kudosbay.publications.models import AnswerGiven, Edition
from kudosbay.publications.tests.test_queries import published

WORDS = {"title": "Capital in parts", "summary": "In parts?", "body": "Yes, **within five years**.", "language": "en"}


@pytest.fixture
def question(cast) -> Promise:
    wish = Wish("question", "May I pay in parts?", "en", person=cast.amara.person)
    return ask(wish, by=cast.amara, now=timezone.now())


def page_of(promise: Promise) -> str:
    return f"/desk/requests/{promise.reference}/"


def test_drafted_released_read_and_confirmed(cast, question, get, post):
    law = published(cast.mei, timezone.now(), 2).publication
    page = page_of(question)
    assert "answer/" in get(cast.wei, page).content.decode()
    wrong = post(cast.wei, page + "answer/", WORDS | {"cites": "PB-2000-1-X | article 1"})
    assert (wrong.status_code, "PB-2000-1-X" in wrong.content.decode()) == (422, True)
    assert post(cast.wei, page + "answer/", WORDS | {"cites": f"{law.reference} | Article 47"}).status_code == 302
    shown = get(cast.wei, page + "?lang=en").content.decode()
    assert "Capital in parts" in shown
    assert "answer/release/" not in shown  # an adviser waits for a writer
    assert "Capital in parts" not in get(cast.amara, f"/en/requests/{question.reference}/").content.decode()
    assert "Article 47" in get(cast.wei, page + "answer/").content.decode()  # the draft can be changed
    assert post(cast.wei, page + "answer/release/", {"version": 1}).status_code == 422
    assert post(cast.mei, page + "answer/release/", {"version": 1}).status_code == 302
    read = get(cast.amara, f"/en/requests/{question.reference}/").content.decode()
    assert "<strong>within five years</strong>" in read
    assert "Article 47" in read
    confirmed = post(cast.amara, f"/en/requests/{question.reference}/confirm/", {"version": 2})
    assert confirmed.status_code == 302
    question.refresh_from_db()
    assert question.status == "kept"


def test_an_answer_that_holds_is_found_given_and_recalled(cast, question, get, post):
    law, answer = published(cast.mei, timezone.now(), 2), published(cast.mei, timezone.now(), kind="answer")
    publishing.cite(answer, law, by=cast.mei)
    page, reference = page_of(question), answer.publication.reference
    assert reference in get(cast.wei, page + "answer/").content.decode()
    assert reference not in get(cast.wei, page + "answer/?q=nothing-like-this").content.decode()
    other = post(cast.wei, page + "answer/with/", {"version": 1, "publication": law.publication.reference})
    assert other.status_code == 404  # a policy is no answer
    chosen = {"version": 1, "publication": reference, "note": "See below."}
    assert post(cast.wei, page + "answer/with/", chosen).status_code == 302
    assert post(cast.wei, page + "answer/with/", chosen).status_code == 422  # pressed twice
    assert AnswerGiven.objects.get().person == cast.amara.person
    assert "See below." in get(cast.amara, f"/en/requests/{question.reference}/").content.decode()
    Edition.objects.filter(pk=law.pk).update(valid_from="2020-01-01", valid_until="2020-01-02")
    assert question.reference in get(cast.wei, "/desk/publications/recall/").content.decode()
    assert "Do not rely on it" in get(cast.amara, f"/en/requests/{question.reference}/").content.decode()
    assert post(cast.wei, f"/desk/publications/{reference}/correct/").status_code == 302
    assert AnswerGiven.objects.get().corrected_by == cast.wei


def test_only_questions_of_people_have_this_page(cast, get):
    flat = ask(Wish("living", "A flat", "en", person=cast.amara.person), by=cast.amara, now=timezone.now())
    assert get(cast.wei, page_of(flat) + "answer/").status_code == 404
    assert get(cast.amara, page_of(flat) + "answer/").status_code == 404
