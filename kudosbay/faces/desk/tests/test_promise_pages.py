"""The desk's queues of requests: taken in hand, answered, handed over, written down for others; counted."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kudosbay.centre.commands import seed_centre
from kudosbay.kernel.models import TrailEntry
from kudosbay.promises.commands import Wish, ask, make_promise
from kudosbay.promises.models import Promise, ZoneQuota

LIST = "/desk/requests/"


def asked(founder, **values):
    wish = Wish("living", "A flat", "en", service="housing", person=founder.person, **values)
    return ask(wish, by=founder, now=timezone.now())


def page_of(promise):
    return f"{LIST}{promise.reference}/"


def test_an_adviser_sees_her_own_first_and_the_team_when_she_asks(cast, get):
    mine, theirs = asked(cast.amara), asked(cast.bao)
    own = get(cast.wei, LIST).content.decode()
    assert mine.reference in own
    assert theirs.reference not in own
    assert theirs.reference in get(cast.wei, f"{LIST}?team=1").content.decode()
    assert theirs.reference in get(cast.mei, LIST).content.decode()
    assert get(cast.amara, LIST).status_code == 404
    assert f"{LIST}?queue=new&amp;team=0" in get(cast.wei, "/desk/").content.decode()


def test_from_new_to_answered(cast, get, post):
    promise = asked(cast.amara)
    assert post(cast.wei, page_of(promise) + "accept/", {"version": 1}).status_code == 302
    assert post(cast.wei, page_of(promise) + "accept/", {"version": 1}).status_code == 409
    assert post(cast.wei, page_of(promise) + "steps/1/done/").status_code == 302
    assert post(cast.wei, page_of(promise) + "steps/", {"text": "Call the landlord"}).status_code == 302
    assert post(cast.wei, page_of(promise) + "reply/", {"version": 2, "text": ""}).status_code == 422
    sent = {"version": 2, "text": "签好了", "outcome": "done", "evidence": "合同"}
    assert post(cast.wei, page_of(promise) + "reply/", sent).status_code == 302
    shown = get(cast.mei, page_of(promise) + "?lang=en").content.decode()
    assert "签好了" in shown
    assert "in time" in shown
    promise.refresh_from_db()
    assert (promise.status, promise.steps.count()) == (Promise.Status.REPLIED, 4)


def test_an_executable_is_no_evidence(cast, post):
    promise = asked(cast.amara)
    sent = {
        "version": 1,
        "text": "Done",
        "outcome": "done",
        "file": SimpleUploadedFile("a.pdf", b"MZ\x90\x00not a pdf"),
    }
    assert post(cast.wei, page_of(promise) + "reply/", sent).status_code == 422
    promise.refresh_from_db()
    assert promise.status == Promise.Status.ASKED


def test_nobody_confirms_in_a_founders_place(cast, post):
    promise = asked(cast.amara)
    post(cast.wei, page_of(promise) + "reply/", {"version": 1, "text": "Done", "outcome": "done"})
    assert post(cast.wei, page_of(promise) + "confirmed/", {"version": 2, "how": "She said so"}).status_code == 422
    promise.refresh_from_db()
    assert promise.status == Promise.Status.REPLIED


def test_a_suggestion_is_written_down_by_office_once(cast, get, post):
    seed_centre()
    key = re.findall(r'name="form_key" value="([^"]+)"', get(cast.wei, f"{LIST}new/suggestion/").content.decode())[0]
    sent = {
        "title": "增开班车",
        "language": "zh-hans",
        "made_on": "2019-02-18",
        "said_on": "2019-02-18",
        "form_key": key,
    }
    assert post(cast.wei, f"{LIST}new/suggestion/", sent).status_code == 422
    sent |= {"office_zh": "区领导", "themes": ["g60"]}
    first, second = post(cast.wei, f"{LIST}new/suggestion/", sent), post(cast.wei, f"{LIST}new/suggestion/", sent)
    assert first.url == second.url
    promise = Promise.objects.get()
    assert (promise.asker_office, promise.owner, promise.made_at.date()) == (
        {"zh-Hans": "区领导"},
        cast.mei,
        date(2019, 2, 18),
    )
    shown = get(cast.wei, f"{LIST}suggestions/").content.decode()
    assert "增开班车" in shown
    assert "G60" in shown
    assert promise.reference in get(cast.wei, f"{LIST}?team=1&theme=g60").content.decode()


def test_for_whom_nobody_is_known_nothing_is_written_down(cast, post):
    sent = {"title": "x", "language": "en", "made_on": "2026-03-01", "person": "P-0000"}
    assert post(cast.wei, f"{LIST}new/living/", sent).status_code == 422
    assert post(cast.wei, f"{LIST}new/living/", sent | {"person": ""}).status_code == 422
    assert post(cast.wei, f"{LIST}new/living/", sent | {"made_on": "2126-03-01"}).status_code == 422
    assert not Promise.objects.exists()


def test_rows_leave_with_a_trace_and_no_formula(cast, post):
    asked(cast.amara)
    make_promise(Wish("living", "=cmd()", "en", person=cast.amara.person), by=cast.wei, now=timezone.now())
    for kind in ("csv", "xlsx"):
        answer = post(cast.wei, f"{LIST}export/", {"as": kind, "team": "1"})
        body = b"".join(answer.streaming_content)
        assert answer.status_code == 200
        assert b",=cmd()" not in body
    assert TrailEntry.objects.filter(verb="promises.exported").count() == 2


def test_many_are_looked_at_before_they_change_hands(cast, get, post):
    promise = asked(cast.amara)
    looked = post(cast.mei, f"{LIST}many/", {"promise": [promise.reference]})
    assert promise.reference in looked.content.decode()
    promise.refresh_from_db()
    assert promise.owner == cast.wei
    assert post(cast.mei, f"{LIST}many/", {"promise": [promise.reference], "owner": cast.zoe.pk}).status_code == 302
    promise.refresh_from_db()
    assert promise.owner == cast.zoe
    assert post(cast.mei, f"{LIST}many/", {}).status_code == 302


def test_a_quota_below_what_is_granted_is_refused_on_the_page(cast, get, post):
    sent = {"area": "living", "places": 1, "valid_from": "2026-01-01", "valid_to": "2126-12-31", "evidence": "Notice"}
    assert post(cast.wei, f"{LIST}zone/new/", sent).status_code == 404
    assert post(cast.mei, f"{LIST}zone/new/", sent | {"evidence": ""}).status_code == 422
    assert post(cast.mei, f"{LIST}zone/new/", sent).status_code == 302
    quota = f"{LIST}zone/{ZoneQuota.objects.get().pk}/"
    details = {"area": "living", "what": "A flat"}
    wish = Wish("zone_priority", "A flat", "en", details=details, person=cast.amara.person)
    promise = make_promise(wish, by=cast.wei, now=timezone.now())
    named = {"promise": promise.reference, "reason": "Family"}
    assert post(cast.wei, f"{quota}nominate/", named).status_code == 302
    assert post(cast.wei, f"{quota}nominate/", named).status_code == 422
    assert post(cast.wei, f"{quota}1/answer/", {"answer": "Yes", "verb": "grant"}).status_code == 422
    assert post(cast.wei, f"{quota}send/").status_code == 302
    assert post(cast.wei, f"{quota}1/answer/", {"answer": "Yes", "verb": "grant"}).status_code == 302
    assert post(cast.mei, f"{quota}change/", {"version": 1, "places": 0, "evidence": "Notice 2"}).status_code == 422
    assert ZoneQuota.objects.get().places == 1
    assert "Granted" in get(cast.wei, f"{quota}?lang=en").content.decode()


def test_grievances_go_upward_from_the_page(cast, get, post):
    wish = Wish("grievance", "Bank", "en", person=cast.amara.person)
    promise = ask(wish, by=cast.amara, now=timezone.now())
    sent = {"title": "Papers", "to": "authority", "addressee_zh": "金融办"}
    assert post(cast.wei, f"{LIST}grievances/", sent).status_code == 422
    done = post(cast.wei, f"{LIST}grievances/", sent | {"promise": [promise.reference]})
    assert done.status_code == 302
    assert promise.reference in get(cast.wei, done.url).content.decode()


@pytest.mark.parametrize("path", [LIST + "?team=1", "/desk/requests/suggestions/", "/desk/requests/grievances/"])
def test_lists_cost_the_same_at_any_size(cast, get, assert_same_queries, path):
    details = {"said_on": "2019-02-18"}

    def another(_number):
        now = timezone.now()
        make_promise(Wish("suggestion", "x", "en", office={"en": "x"}, details=details), by=cast.wei, now=now)
        make_promise(Wish("grievance", "x", "en", person=cast.amara.person), by=cast.wei, now=now)

    assert_same_queries(another, lambda: get(cast.mei, path))
