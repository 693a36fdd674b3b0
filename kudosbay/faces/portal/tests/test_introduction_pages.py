"""A founder posts, answers and agrees; before that nobody knows of the other."""

from datetime import timedelta

import pytest
from conftest import make_user
from django.utils import timezone

from kudosbay.introductions.commands import Party, Said, post_notice, propose_introduction, publish_notice
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel.permissions import Role

pytestmark = pytest.mark.django_db
NAME = "上海示范机械有限公司"


def posted(cast, side="need", *, of=None, by=None):
    now = timezone.now()
    said = Said(
        titles={"en": "Gearboxes tested", "ar": "فحص علب التروس"},
        data={"trade": "machinery"},
        languages=["en"],
        expires_on=now.date() + timedelta(days=90),
    )
    return post_notice("work_package", side, of=of or Party(company=NAME), said=said, by=by or cast.wei, now=now)


def published(cast, side="need", **more):
    return publish_notice(posted(cast, side, **more), by=cast.wei, now=timezone.now())


def offer_of(cast):
    return published(cast, "offer", of=Party(person=cast.amara.person), by=cast.amara)


def given(**more):
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    return {"title": "We test gearboxes", "trade": "machinery", "languages": ["en"], "expires_on": day} | more


def test_posting_in_one_form(cast, post, get):
    assert post(cast.amara, "/en/introductions/new/work_package/offer/", {"title": ""}).status_code == 422
    made = post(cast.amara, "/en/introductions/new/work_package/offer/", given())
    notice = Notice.objects.get()
    assert made.url == f"/en/introductions/notices/{notice.reference}/"
    assert (notice.status, notice.person, notice.assisted) == ("review", cast.amara.person, False)
    assert "Nobody else knows" in get(cast.amara, made.url).content.decode()
    assert get(cast.bao, made.url).status_code == 404
    assert post(cast.bao, f"{made.url}close/").status_code == 404
    changed = post(cast.amara, f"{made.url}change/", given(title="Better", version=str(notice.version)))
    assert changed.status_code == 302
    assert post(cast.amara, f"{made.url}change/", given(title="Stale", version="1")).status_code == 409
    assert post(cast.amara, f"{made.url}close/").status_code == 302


def test_kinds_that_only_staff_enter_have_no_form(cast, get):
    for path in ("fair_lead/need", "no_kind/need", "work_package/middle"):
        assert get(cast.amara, f"/en/introductions/new/{path}/").status_code == 404


def test_who_has_no_person_yet_says_the_name_once(cast, post):
    bo = make_user("bo", Role.FOUNDER)
    path = "/en/introductions/new/work_package/need/"
    assert post(bo, path, given()).status_code == 422
    assert post(bo, path, given(full_name="Bo Li", nationality="CN", company=NAME)).status_code == 302
    assert Notice.objects.get().party == NAME


def test_the_public_page_names_nobody(cast, get):
    waiting, need = posted(cast), published(cast)
    for lang in ("en", "zh-hans", "ar"):
        page = get(None, f"/{lang}/trade/?kind=work_package&side=need").content.decode()
        assert need.reference in page
        assert waiting.reference not in page
        assert NAME not in page
        assert NAME not in get(None, f"/{lang}/trade/{need.reference}/").content.decode()
    assert get(None, f"/en/trade/{waiting.reference}/").status_code == 404


def test_the_page_for_chinese_enterprises_shows_services_and_names_nobody(cast, get):
    need, offer = published(cast), offer_of(cast)
    for lang in ("en", "zh-hans", "ar"):
        page = get(None, f"/{lang}/trade/enterprises/").content.decode()
        assert offer.reference in page
        assert need.reference not in page
        assert cast.amara.person.full_name not in page
        assert f"/{lang}/introductions/new/work_package/need/" in page
    assert get(cast.mei, "/en/trade/enterprises/").status_code == 200


def test_what_was_saved_is_shown_to_whoever_saved_it_alone(cast, post, get):
    need = published(cast, of=Party(person=cast.bao.person, company=NAME), by=cast.bao)
    pair = propose_introduction(need, offer_of(cast), by=cast.wei, now=timezone.now())
    for who, side in ((cast.bao, "need"), (cast.amara, "offer")):
        post(who, f"/en/introductions/{pair.reference}/say/", {"side": side, "word": "yes"})
    pair.refresh_from_db()
    done = {"version": pair.version, "outcome": "delivered", "on": timezone.localdate().isoformat()}
    done |= {"saving": "60000", "currency": "CNY"}
    assert post(cast.wei, f"/desk/introductions/{pair.reference}/outcome/", done).status_code == 302
    here = f"/en/introductions/{pair.reference}/"
    assert "60,000" in get(cast.bao, here).content.decode()
    assert "60,000" not in get(cast.amara, here).content.decode()
    assert get(cast.bao, here).content.decode().count("We ask how it goes") == 1


def test_an_answer_a_consent_and_only_then_a_name(cast, post, get):
    need, offer = published(cast), offer_of(cast)
    path = f"/en/introductions/answer/{need.reference}/"
    assert get(cast.bao, path).status_code == 200
    assert post(cast.amara, path, {"own": offer.reference, "words": "We do."}).status_code == 302
    assert post(cast.amara, path, {"own": offer.reference, "words": "Again."}).status_code == 422
    pair = Introduction.objects.get()
    page = get(cast.amara, f"/en/introductions/{pair.reference}/").content.decode()
    assert NAME not in page
    assert get(cast.bao, f"/en/introductions/{pair.reference}/").status_code == 404


def test_saying_yes_opens_the_names_and_taking_it_back_closes_them(cast, post, get):
    pair = propose_introduction(published(cast), offer_of(cast), by=cast.wei, now=timezone.now())
    here = f"/en/introductions/{pair.reference}/"
    assert "Yes, introduce us" in get(cast.amara, here).content.decode()
    assert post(cast.bao, f"{here}say/", {"side": "offer", "word": "yes"}).status_code == 404
    assert post(cast.amara, f"{here}say/", {"side": "need", "word": "yes"}).status_code in {302, 403, 409}
    pair.refresh_from_db()
    assert pair.need_agreed_at is None
    assert post(cast.amara, f"{here}say/", {"side": "offer", "word": "yes"}).status_code == 302
    assert NAME not in get(cast.amara, here).content.decode()
    post(cast.wei, f"/desk/introductions/{pair.reference}/agree/", {"side": "need"})
    assert NAME in get(cast.amara, here).content.decode()
    first = pair.follow_ups.order_by("after_days")[0]
    told = {"follow_up": first.pk, "answer": "working", "note": "Well."}
    assert post(cast.amara, f"{here}follow-up/", told).status_code == 302
    assert post(cast.amara, f"{here}say/", {"side": "offer", "word": "back"}).status_code == 302
    assert NAME not in get(cast.amara, here).content.decode()
    assert get(cast.amara, "/en/introductions/").status_code == 200
