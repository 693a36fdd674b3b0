from datetime import timedelta
from typing import Any

import pytest

from kudosbay.introductions.commands import Party, Said, post_notice, propose_introduction, publish_notice
from kudosbay.introductions.models import DIRECTORY
from kudosbay.people.commands import give_consent, register_person

NEED_DATA = {"trade": "machinery", "budget_cny": "200000", "wanted_by": "2026-06-01", "years_wanted": "5"}
OFFER_DATA = {"trade": "machinery", "price_cny": "150000", "free_from": "2026-04-01", "years": "8"}


def said(now: Any, title: str, **more: Any) -> Said:
    more = {"country": "NG", "languages": ["en"], "expires_on": now.date() + timedelta(days=90)} | more
    return Said(titles={"en": title}, **more)


@pytest.fixture
def post_need(cast, now):
    def make(title: str = "Gearboxes tested abroad", *, of: Party | None = None, by: Any = None, **more: Any) -> Any:
        party = of or Party(company="上海示范机械有限公司")
        more = {"data": NEED_DATA, "country": "CN"} | more
        return post_notice("work_package", "need", of=party, said=said(now, title, **more), by=by or cast.wei, now=now)

    return make


@pytest.fixture
def post_offer(cast, now):
    def make(title: str = "Testing of gearboxes", *, of: Party | None = None, by: Any = None, **more: Any) -> Any:
        party = of or Party(person=cast.amara.person)
        more = {"data": OFFER_DATA} | more
        return post_notice(
            "work_package", "offer", of=party, said=said(now, title, **more), by=by or cast.amara, now=now
        )

    return make


@pytest.fixture
def need(post_need, cast, now):
    """Bao's need, published."""
    notice = post_need(of=Party(person=cast.bao.person), by=cast.bao)
    return publish_notice(notice, by=cast.zoe, now=now)


@pytest.fixture
def offer(post_offer, cast, now):
    """Amara's offer, published."""
    return publish_notice(post_offer(), by=cast.wei, now=now)


@pytest.fixture
def proposed(need, offer, cast, now):
    return propose_introduction(need, offer, by=cast.wei, now=now)


@pytest.fixture
def join_directory_as(cast, now):
    def make(number: int) -> Any:
        person = register_person(full_name=f"Member {number}", nationality="NG", by=cast.wei, now=now)
        give_consent(person, DIRECTORY, text_version="1", language="en", how="counter", by=cast.wei, now=now)
        told = said(now, f"Trader {number}", data={"groups": ["traders"]})
        notice = post_notice("member", "offer", of=Party(person=person), said=told, by=cast.wei, now=now)
        return publish_notice(notice, by=cast.wei, now=now)

    return make
