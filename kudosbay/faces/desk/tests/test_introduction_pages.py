"""Introductions at the desk: the lists, the review, two sides, what came of it, a lead from a fair."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kudosbay.cases.models import SavedPlan
from kudosbay.centre.commands import seed_centre
from kudosbay.introductions.commands import Party, Said, post_notice, publish_notice
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.trail import MACHINE
from kudosbay.people.models import Consent, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def notices(cast):
    """A need of a Chinese enterprise, published, and Amara's offer, to be reviewed."""
    now = timezone.now()
    said = Said(
        titles={"en": "Gearboxes <b>tested</b>", "zh-Hans": "齿轮箱检测"},
        data={"trade": "machinery", "today_cny": "200000"},
        languages=["en"],
        expires_on=now.date() + timedelta(days=90),
    )
    need = post_notice(
        "work_package", "need", of=Party(company="上海示范机械有限公司"), said=said, by=cast.wei, now=now
    )
    offer = post_notice(
        "work_package", "offer", of=Party(person=cast.amara.person), said=said_offer(now), by=cast.amara, now=now
    )
    return publish_notice(need, by=cast.wei, now=now), offer


def said_offer(now):
    return Said(
        titles={"en": "Testing of gearboxes"},
        data={"trade": "machinery"},
        languages=["en"],
        expires_on=now.date() + timedelta(days=90),
    )


def test_the_lists_open(notices, cast, get):
    for path in ("/desk/introductions/", "/desk/introductions/?due=on&kind=talent&q=x", "/desk/introductions/notices/"):
        assert get(cast.wei, path).status_code == 200


def test_review_match_consents_meeting_and_outcome(notices, cast, post, get):
    need, offer = notices
    at = f"/desk/introductions/notices/{offer.reference}/"
    assert "To be reviewed" in get(cast.wei, at, {"lang": "en"}).content.decode()
    assert post(cast.wei, f"{at}publish/").status_code == 302
    page = get(cast.wei, f"/desk/introductions/notices/{need.reference}/?lang=en").content.decode()
    assert "Testing of gearboxes" in page
    assert "<b>tested</b>" not in page
    made = post(cast.wei, f"/desk/introductions/notices/{need.reference}/propose/", {"with": offer.reference})
    pair = Introduction.objects.get()
    assert made.url.endswith(f"/{pair.reference}/")
    here = f"/desk/introductions/{pair.reference}/"
    for side in ("need", "offer"):
        post(cast.wei, f"{here}agree/", {"side": side})
    pair.refresh_from_db()
    assert pair.names_open
    meeting = {"version": pair.version, "day": "2026-12-24", "time": "14:00", "place": "Room 302"}
    assert post(cast.wei, f"{here}meeting/", meeting).status_code == 302
    pair.refresh_from_db()
    day = timezone.localdate().isoformat()
    told = {
        "version": pair.version,
        "outcome": "delivered",
        "on": day,
        "value": "150000",
        "saving": "-1",
        "currency": "CNY",
    }
    assert post(cast.wei, f"{here}outcome/", told).status_code == 422
    assert post(cast.wei, f"{here}outcome/", told | {"saving": "50000"}).status_code == 302
    assert post(cast.wei, f"{here}outcome/", told | {"saving": "1"}).status_code == 409
    assert "50,000" in get(cast.wei, here, {"lang": "en"}).content.decode()
    first = pair.follow_ups.order_by("after_days")[0]
    answer = {"follow_up": first.pk, "answer": "working", "note": ""}
    assert post(cast.wei, f"{here}follow-up/", answer).status_code == 302
    assert get(cast.zoe, here).status_code == 200


def test_a_notice_is_entered_for_a_chinese_enterprise_visibly(cast, post, get):
    seed_centre(by=MACHINE)
    path = "/desk/introductions/notices/new/work_package/need/"
    given = {
        "company": "上海示范机械有限公司",
        "title_zh-Hans": "齿轮箱检测",
        "trade": "machinery",
        "answers_allowed": "2",
    }
    assert post(cast.wei, path, given).status_code == 422
    given |= {"expires_on": (timezone.localdate() + timedelta(days=60)).isoformat(), "themes": ["belt_road"]}
    assert post(cast.wei, path, given | {"person": "P-NOBODY"}).status_code == 422
    assert post(cast.wei, path, given).status_code == 302
    made = Notice.objects.get()
    assert (made.assisted, made.status, made.party) == (True, "review", "上海示范机械有限公司")
    assert "on behalf" in get(cast.wei, f"/desk/introductions/notices/{made.reference}/?lang=en").content.decode()


def test_a_lead_without_consent_leaves_nothing(cast, post, get):
    seed_centre(by=MACHINE)
    lead = {
        "fair": "China International Import Expo",
        "full_name": "Olga Petrova",
        "nationality": "RU",
        "language": "ru",
        "address": "olga@example.org",
        "wishes": ["set_up"],
        "met_on": timezone.localdate().isoformat(),
    }
    before = Person.objects.count()
    assert post(cast.wei, "/desk/introductions/leads/new/", lead).status_code == 422
    assert Person.objects.count() == before
    key = {"form_key": "a-key-of-this-form-0001", "consent_service": "on"}
    first = post(cast.wei, "/desk/introductions/leads/new/", lead | key)
    again = post(cast.wei, "/desk/introductions/leads/new/", lead | key)
    assert first.status_code == again.status_code == 302
    pair = Introduction.objects.get()
    assert pair.names_open
    assert [one.after_days for one in pair.follow_ups.order_by("after_days")] == [0, 7, 30, 90]
    assert Person.objects.count() == before + 1
    on = post(cast.wei, f"/desk/introductions/{pair.reference}/case/")
    plan = SavedPlan.objects.get()
    assert plan.answers == {"country:founder": "RU"}
    assert f"/plan/{plan.code}/change/" in on.url
    assert f"person%3D{pair.need.person.reference}" in on.url
    counter = f"/desk/cases/new/?person={pair.need.person.reference}&code={plan.code}"
    assert "Olga Petrova" in get(cast.wei, counter).content.decode()
    open_plan = {"code": plan.code, "person": pair.need.person.reference, "language": "ru", "agreed": "on"}
    assert post(cast.wei, "/desk/cases/new/", open_plan).status_code == 422  # which form of company is still open


def test_the_consent_that_was_shown_is_the_one_that_is_kept(cast, post, get):
    seed_centre(by=MACHINE)
    page = get(cast.wei, "/desk/introductions/leads/new/?lang=en").content.decode()
    assert page.count("<template data-consent=") == 3  # a telephone without a network changes the language by itself
    needs = re.search(r'data-away-needs="([^"]+)"', page)[1].split()
    assert set(needs) == {
        "fair",
        "full_name",
        "nationality",
        "language",
        "address",
        "wishes",
        "met_on",
        "consent_service",
    }
    lead = {
        "fair": "Expo",
        "full_name": "منى الحارثي",
        "nationality": "OM",
        "language": "ar",
        "address": "m@example.org",
    }
    lead |= {
        "wishes": ["set_up"],
        "met_on": timezone.localdate().isoformat(),
        "consent_service": "on",
        "shown_in": "ar",
    }
    assert post(cast.wei, "/desk/introductions/leads/new/", lead).status_code == 302
    assert post(cast.wei, "/desk/introductions/leads/new/", lead | {"address": "no address"}).status_code == 422
    assert Consent.objects.get(person__full_name="منى الحارثي").language == "ar"


def test_an_export_is_noted(notices, cast, post):
    answer = post(cast.wei, "/desk/introductions/notices/export/", {"as": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "N-" in text
    assert TrailEntry.objects.filter(verb="notices.exported").count() == 1
    book = post(cast.wei, "/desk/introductions/export/", {"as": "xlsx"})
    assert b"".join(book.streaming_content)[:2] == b"PK"
    book.close()
