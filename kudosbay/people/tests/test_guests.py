"""Wisdom guests: kept with consent only, found by what they bring, credited to whoever brought them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from conftest import Cast, make_founder
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.labels import put_themes
from kudosbay.kernel.models import Label
from kudosbay.people import queries
from kudosbay.people.commands import (
    Agreed,
    Credit,
    Profile,
    credit_source,
    keep_guest_profile,
    withdraw_consent,
)
from kudosbay.people.guests import WantedGuests
from kudosbay.people.models import GuestProfile, Person

ON_PAPER = Agreed("1", "en", "paper")
BRINGS = Profile(
    {"skills": {"en": "Audits factories", "zh-Hans": "验厂"}, "ideals": {"en": " "}},
    {"skills": ["验厂", "Factory audit", "factory  AUDIT", " "]},
)


def kept(cast: Cast, person: Person, now: datetime, **more: Any) -> GuestProfile:
    given: dict[str, Any] = {"agreed": ON_PAPER, "seen": 0, "by": cast.wei, "now": now}
    return keep_guest_profile(person, more.pop("profile", BRINGS), **given | more)


def found(cast: Cast, now: datetime, **wanted: Any) -> list[str]:
    return [one.person.full_name for one in queries.guest_list(cast.zoe, WantedGuests(**wanted), now=now)]


def test_without_consent_nothing_is_kept(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        kept(cast, cast.amara.person, now, agreed=None)
    assert refusal.value.field == "how"
    assert not GuestProfile.objects.exists()
    assert not trail.of(cast.amara.person).exists()


def test_an_empty_profile_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused):
        kept(cast, cast.amara.person, now, profile=Profile({"skills": {"en": "  "}}, {"skills": ["x"]}))
    assert not cast.amara.person.consents.exists()


def test_a_guest_is_found_by_text_tag_and_theme_in_any_language(cast: Cast, now: datetime) -> None:
    row = kept(cast, cast.amara.person, now)
    assert row.ideals == {}
    assert [(tag.aspect, tag.text) for tag in row.tags.order_by("pk")] == [
        ("skills", "验厂"),
        ("skills", "Factory audit"),
    ]
    assert found(cast, now, text="验厂") == found(cast, now, tag="FACTORY audit") == ["Amara Nwosu"]
    assert found(cast, now, text="amara audits") == found(cast, now, country="NG") == ["Amara Nwosu"]
    assert (
        found(cast, now, text="nothing of this") == found(cast, now, tag="audit") == found(cast, now, theme="g60") == []
    )
    Label.objects.create(kind="theme", code="g60")
    put_themes(cast.amara.person, ["g60"], by=cast.wei)
    assert found(cast, now, theme="g60") == ["Amara Nwosu"]


def test_consent_taken_back_hides_the_profile(cast: Cast, now: datetime) -> None:
    kept(cast, cast.amara.person, now)
    later = now + timedelta(days=2)
    withdraw_consent(cast.amara.person, GuestProfile.PURPOSE, by=cast.amara, now=now + timedelta(days=1))
    assert found(cast, later) == []
    assert found(cast, now) == ["Amara Nwosu"]  # as of the day on which it stood
    assert queries.guest_profile(cast.amara.person, now=later) is None
    with pytest.raises(Refused):
        kept(cast, cast.amara.person, later, agreed=None, seen=1)


def test_nobody_overwrites_what_a_colleague_saved(cast: Cast, now: datetime) -> None:
    kept(cast, cast.amara.person, now)
    with pytest.raises(Stale):
        kept(cast, cast.amara.person, now, agreed=None, seen=0)
    row = kept(cast, cast.amara.person, now, agreed=None, seen=1, profile=Profile({"wisdom": {"en": "Law"}}))
    assert (row.skills, row.wisdom, row.tags.count()) == ({}, {"en": "Law"}, 0)
    before = trail.of(row).first()
    assert before
    assert before.value.values["skills"] == {"en": "Audits factories", "zh-Hans": "验厂"}


def test_the_credit_goes_to_whoever_brought_her(cast: Cast) -> None:
    amara, bao = cast.amara.person, cast.bao.person
    credit_source(amara, Credit("person", person=bao), because="Bao told us", seen=amara.version, by=cast.wei)
    amara.refresh_from_db()
    assert (amara.source, amara.brought_by_person) == ("person", bao)
    entry = trail.of(amara).get(verb="person.credited")
    assert entry.value.values == {"reason": "Bao told us"}
    assert entry.facts["source"] == "website"


@pytest.mark.parametrize("credit", ["herself", "nobody named", "no reason"])
def test_a_credit_without_ground_is_refused(cast: Cast, credit: str) -> None:
    amara = cast.amara.person
    wanted = {
        "herself": (Credit("person", person=amara), "x"),
        "nobody named": (Credit("person"), "x"),
        "no reason": (Credit("adviser", colleague=cast.wei), " "),
    }
    told, because = wanted[credit]
    with pytest.raises(Refused):
        credit_source(amara, told, because=because, seen=amara.version, by=cast.wei)
    assert not trail.of(amara).exists()


def test_lists_cost_the_same_at_any_size(cast: Cast, now: datetime, assert_same_queries: Any) -> None:
    def make(number: int) -> None:
        kept(cast, make_founder(f"Guest{number}", "NG", adviser=cast.wei).person, now)

    assert_same_queries(
        make,
        lambda: (
            [list(one.tags.all()) for one in queries.guest_list(cast.wei, WantedGuests(), now=now)],
            queries.guest_tags(cast.wei, now=now),
        ),
    )


def test_a_founder_sees_no_list(cast: Cast, now: datetime, get: Any, post: Any) -> None:
    kept(cast, cast.bao.person, now)
    for page in ("guests/", "talents/", f"people/{cast.bao.person.reference}/guest/"):
        assert get(cast.amara, f"/desk/{page}").status_code == 404
    assert post(cast.amara, "/desk/guests/export/").status_code in {403, 404}
