"""Living and travel in a founder's hands: three taps, a tracker, an answer to confirm; and nothing of anybody else's."""

import re
from datetime import date, timedelta

import pytest
from conftest import make_user
from django.utils import timezone

from kudosbay.centre.commands import seed_centre
from kudosbay.centre.queries import consent_texts
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.people.models import Person
from kudosbay.promises.commands import Wish, accept_promise, ask, reply
from kudosbay.promises.models import Promise

BAO = "/en/requests/"


def key_of(page):
    return re.findall(r'name="form_key" value="([^"]+)"', page.content.decode())[0]


def asked(founder, **values):
    wish = Wish("living", "A flat", "en", service="housing", person=founder.person, **values)
    return ask(wish, by=founder, now=timezone.now())


def answered(founder, adviser):
    promise = accept_promise(asked(founder), seen=1, by=adviser, now=timezone.now())
    return reply(promise, "Found one.", outcome="done", seen=2, by=adviser, now=timezone.now())


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "A flat or a room"), ("zh-hans", "租房协助"), ("ar", "شقة أو غرفة")]
)
def test_a_stranger_reads_what_a_service_takes_and_is_led_to_sign_in(db, client, lang, words):
    assert words in client.get(f"/{lang}/services/").content.decode()
    page = client.get(f"/{lang}/services/housing/")
    assert words in page.content.decode()
    assert "sign-in" in page.content.decode()
    assert client.post(f"/{lang}/services/housing/").status_code == 302
    assert not Promise.objects.exists()


def test_a_founder_asks_with_one_button_and_a_double_click_asks_once(cast, get, post):
    page = get(cast.amara, "/en/services/housing/")
    sent = {"form_key": key_of(page), "words": "Two rooms <b>please</b>"}
    first, second = post(cast.amara, "/en/services/housing/", sent), post(cast.amara, "/en/services/housing/", sent)
    assert first.url == second.url
    promise = Promise.objects.get()
    assert (promise.service, promise.owner, promise.asker_person) == ("housing", cast.wei, cast.amara.person)
    shown = get(cast.amara, first.url).content.decode()
    assert "Two rooms &lt;b&gt;please" in shown
    assert "Three flats that fit" in shown


def test_another_founders_request_does_not_exist(cast, get, post):
    promise = answered(cast.bao, cast.zoe)
    address = f"{BAO}{promise.reference}/"
    assert get(cast.amara, address).status_code == 404
    for act in ("confirm", "reopen", "withdraw", "rate", "message"):
        assert post(cast.amara, f"{address}{act}/", {"version": 3, "text": "x", "mark": 5}).status_code == 404
    assert promise.reference not in get(cast.amara, BAO).content.decode()
    promise.refresh_from_db()
    assert promise.status == Promise.Status.REPLIED


def test_confirm_then_mark_then_open_again(cast, get, post):
    promise = answered(cast.amara, cast.wei)
    address = f"/en/requests/{promise.reference}/"
    assert "Is it done as you wished?" in get(cast.amara, address).content.decode()
    assert post(cast.amara, f"{address}confirm/", {"version": promise.version}).status_code == 302
    assert post(cast.amara, f"{address}confirm/", {"version": promise.version}).status_code == 409
    assert post(cast.amara, f"{address}rate/", {}).status_code == 422
    assert post(cast.amara, f"{address}rate/", {"mark": "1", "words": "Too slow"}).status_code == 302
    assert post(cast.amara, f"{address}rate/", {"mark": "5"}).status_code == 422
    assert Promise.objects.get(kind="second_look").about == promise
    promise.refresh_from_db()
    assert post(cast.amara, f"{address}reopen/", {"version": promise.version}).status_code == 422
    assert post(cast.amara, f"{address}reopen/", {"version": promise.version, "because": "No key"}).status_code == 302
    promise.refresh_from_db()
    assert promise.status == Promise.Status.REOPENED


def test_after_some_weeks_it_is_not_opened_again(cast, post):
    promise = answered(cast.amara, cast.wei)
    post(cast.amara, f"/en/requests/{promise.reference}/confirm/", {"version": promise.version})
    Promise.objects.filter(pk=promise.pk).update(closed_at=timezone.now() - timedelta(days=31))
    promise.refresh_from_db()
    sent = {"version": promise.version, "because": "No key"}
    assert post(cast.amara, f"/en/requests/{promise.reference}/reopen/", sent).status_code == 422


def test_an_empty_message_is_refused_and_a_message_goes_once(cast, get, post):
    promise = asked(cast.amara)
    address = f"/en/requests/{promise.reference}/"
    assert post(cast.amara, f"{address}message/", {"text": " "}).status_code == 422
    sent = {"text": "Third floor", "form_key": key_of(get(cast.amara, address))}
    assert post(cast.amara, f"{address}message/", sent).url == post(cast.amara, f"{address}message/", sent).url
    promise.refresh_from_db()
    assert promise.thread.messages.count() == 1


@pytest.mark.parametrize("kind", ["suggestion", "second_look", "zone_priority", "no-such"])
def test_only_kinds_of_the_portal_can_be_asked_for(cast, get, kind):
    assert get(cast.amara, f"/en/requests/new/{kind}/").status_code == 404


def test_the_list_costs_the_same_at_any_size(cast, get, assert_same_queries):
    def another(_number):
        promise = asked(cast.amara)
        Promise.objects.filter(pk=promise.pk).update(status="kept")

    assert_same_queries(another, lambda: get(cast.amara, "/en/requests/"))


def test_who_has_no_name_with_us_yet_says_it_once_and_asks(cast, get, post):
    seed_centre(by=MACHINE)
    lina = make_user("Lina", Role.FOUNDER)
    page = get(lina, "/en/requests/new/question/").content.decode()
    assert "/en/requests/who-i-am/?next=" in page
    address = "/en/requests/who-i-am/?next=/en/requests/new/question/"
    said = {"full_name": "Lina", "nationality": "BR", "language": "en"}
    assert post(lina, address, said).status_code == 422  # without the consent that we need
    assert not Person.objects.filter(user=lina).exists()
    needed = {
        f"consent_{text.purpose}": "on" for text in consent_texts(date(2026, 3, 1), language="en") if text.required
    }
    assert post(lina, address, said | needed)["Location"] == "/en/requests/new/question/"
    person = Person.objects.get(user=lina)
    assert {one.purpose for one in person.consents.all()} == {name.removeprefix("consent_") for name in needed}
    assert post(lina, address, said | needed).status_code == 302  # a second press makes no second person
    assert Person.objects.filter(full_name="Lina").count() == 1
    asked = post(lina, "/en/requests/new/question/", {"title": "May I?", "words": ""})
    assert asked.status_code == 302
    assert Promise.objects.get().asker_person == person
    outside = post(lina, "/en/requests/who-i-am/?next=https://evil.example/", said | needed)
    assert outside["Location"] == "/en/services/"
