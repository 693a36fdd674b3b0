"""Wisdom guests on the desk: entered with consent, found, exported, credited; talents by year and source."""

from datetime import datetime
from typing import Any

import pytest
from conftest import Cast, make_founder

from kudosbay.centre.commands import seed_centre
from kudosbay.enterprises.tests.test_queries import licensed
from kudosbay.kernel.models import TrailEntry
from kudosbay.people.commands import Agreed, Profile, keep_guest_profile
from kudosbay.people.models import GuestProfile
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.talents import definition, talents, talents_by_year


@pytest.fixture
def entered(cast: Cast, post: Any) -> str:
    seed_centre()
    here = f"/desk/people/{cast.amara.person.reference}/"
    sent = {"version": "0", "how": "paper", "skills_en": "Audits <b>factories</b>", "skills_tags": "audit、验厂"}
    assert post(cast.wei, f"{here}guest/", sent).status_code == 302
    return here


def test_a_guest_is_entered_shown_listed_and_exported(cast: Cast, entered: str, get: Any, post: Any) -> None:
    page = get(cast.wei, entered).content.decode()
    assert "Audits &lt;b&gt;factories&lt;/b&gt;" in page
    assert "Amara Nwosu" in get(cast.zoe, "/desk/guests/", {"tag": "验厂"}).content.decode()
    assert "Amara Nwosu" not in get(cast.zoe, "/desk/guests/", {"q": "zzz"}).content.decode()
    answer = post(cast.wei, "/desk/guests/export/", {"as": "csv", "q": "audits"})
    assert "Amara Nwosu" in b"".join(answer.streaming_content).decode()
    assert TrailEntry.objects.get(verb="guests.exported").facts == {"rows": 1, "form": "csv"}


def test_the_consent_is_asked_once_and_without_it_nothing_is_kept(
    cast: Cast, entered: str, get: Any, post: Any
) -> None:
    assert 'name="how"' not in get(cast.wei, f"{entered}guest/").content.decode()
    bao = f"/desk/people/{cast.bao.person.reference}/guest/"
    assert 'name="how"' in get(cast.wei, bao).content.decode()
    page = post(cast.wei, bao, {"version": "0", "skills_en": "x"})
    assert page.status_code == 422
    assert 'id="id_how-error"' in page.content.decode()
    assert GuestProfile.objects.count() == 1


def test_two_who_save_at_once_do_not_overwrite_each_other(cast: Cast, entered: str, post: Any) -> None:
    assert post(cast.zoe, f"{entered}guest/", {"version": "0", "skills_en": "other"}).status_code == 409
    assert GuestProfile.objects.get().skills == {"en": "Audits <b>factories</b>"}


def test_a_credit_is_changed_with_a_reason(cast: Cast, entered: str, get: Any, post: Any) -> None:
    person = cast.amara.person
    sent = {"version": person.version, "source": "person", "brought_by_person": "P-NONE", "because": "x"}
    assert post(cast.wei, f"{entered}credit/", sent).status_code == 422
    sent["brought_by_person"] = cast.bao.person.reference
    assert post(cast.wei, f"{entered}credit/", sent).status_code == 302
    assert cast.bao.person.full_name in get(cast.wei, entered).content.decode()


def test_talents_follow_the_dated_definition(cast: Cast, now: datetime, entered: str, get: Any) -> None:
    assert entered
    licensed(cast, now)  # Amara invests
    today = GuestProfile.objects.get().entered_on
    assert definition(Asked(today.replace(year=2018))).circles == ("investor", "officer")
    assert list(talents(Asked(today))) == [cast.amara.person]
    assert [(row.year, row.total) for row in talents_by_year(Asked(today))] == [(2026, 1)]
    assert not talents(Asked(today.replace(year=2018))).exists()
    assert "Talents" in get(cast.mei, "/desk/talents/", {"lang": "en"}).content.decode()


def test_the_list_costs_the_same_at_any_size(
    cast: Cast, now: datetime, entered: str, get: Any, assert_same_queries: Any
) -> None:
    def make(number: int) -> None:
        person = make_founder(f"Guest{number}", "NG", adviser=cast.wei).person
        profile = Profile({"skills": {"en": "x"}}, {"skills": ["x"]})
        keep_guest_profile(person, profile, agreed=Agreed("1", "en", "paper"), seen=0, by=cast.wei, now=now)

    assert entered
    assert_same_queries(make, lambda: get(cast.wei, "/desk/guests/"))
