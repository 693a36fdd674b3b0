"""The pages of people: found, registered, changed, shown; what leaves and who looks is noted."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from conftest import Cast, make_user

from kudosbay.centre.commands import seed_centre
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.people.commands import add_identifier, give_consent, register_person
from kudosbay.people.models import Identifier, Person

LIST, NEW = "/desk/people/", "/desk/people/new/"
MINIMUM = {"full_name": "O", "nationality": "ID", "language": "en", "source": "counter"}


def page_of(person: Person, rest: str = "") -> str:
    return f"/desk/people/{person.reference}/{rest}"


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


@pytest.fixture
def jose(cast: Cast, now: datetime) -> Person:
    return register_person(
        full_name="José Núñez", nationality="ES", by=cast.wei, now=now, email="jose@example.org", languages=["es"]
    )


def test_the_list_finds_narrows_and_leads_on(cast: Cast, jose: Person, get: Any) -> None:
    assert jose.reference in text_of(get(cast.wei, LIST, {"q": "nunez"}))
    assert jose.reference in text_of(get(cast.wei, LIST, {"country": "ES", "language": "es"}))
    assert jose.reference not in text_of(get(cast.wei, LIST, {"country": "NG"}))
    assert jose.reference not in text_of(get(cast.wei, LIST, {"since": "2026-03-11"}))


@pytest.mark.parametrize("after", ["x", "|", "z|abc", "z|" + "9" * 30, "2026-99-99|1", "²|²"])
@pytest.mark.parametrize("order", ["", "newest"])
def test_an_invented_key_is_harmless(cast: Cast, get: Any, after: str, order: str) -> None:
    assert get(cast.wei, LIST, {"after": after, "order": order}).status_code == 200


def test_a_key_that_no_text_can_hold_is_refused(cast: Cast, get: Any) -> None:
    assert get(cast.wei, LIST, {"after": "a\x00|1"}).status_code == 400


@pytest.mark.parametrize("path", [LIST, NEW, "/desk/find/?q=amara"])
def test_founders_and_strangers_do_not_come_in(cast: Cast, get: Any, path: str) -> None:
    assert get(cast.bao, path).status_code == 404
    assert get(None, path).status_code == 302


@pytest.mark.parametrize(
    "name", ["O", "李", "X Æ A-12", "O'Brien; DROP TABLE--", "=1+1", "<script>", "A" * 400, "د. عمر"]
)
def test_any_name_can_be_registered(cast: Cast, get: Any, post: Any, name: str) -> None:
    answer = post(cast.wei, NEW, MINIMUM | {"full_name": name})
    assert answer.status_code == 302
    person = Person.objects.get(full_name=name)
    assert (person.brought_by, person.source) == (cast.wei, "counter")
    assert "<script>" not in text_of(get(cast.wei, answer.url)).replace("<script ", "").replace("<script defer", "")


def test_a_name_without_letters_is_refused_beside_its_field(cast: Cast, post: Any) -> None:
    page = post(cast.wei, NEW, MINIMUM | {"full_name": "  ", "call_me": "Zhu"})
    assert page.status_code == 422
    assert 'id="id_full_name-error"' in text_of(page)
    assert "Zhu" in text_of(page)


def test_a_likely_duplicate_asks_and_never_merges(cast: Cast, jose: Person, get: Any, post: Any) -> None:
    again = MINIMUM | {"full_name": "JOSE NUNEZ", "nationality": "ES"}
    page = post(cast.wei, NEW, again)
    assert page.status_code == 422
    assert jose.reference in text_of(page)
    assert jose.reference in text_of(get(cast.wei, "/desk/people/alike/", {"email": "JOSE@example.org"}))
    assert post(cast.wei, NEW, again | {"is_another": "on"}).status_code == 302
    assert Person.objects.filter(nationality="ES").count() == 2


def test_a_double_click_registers_one(cast: Cast, post: Any) -> None:
    sent = MINIMUM | {"full_name": "Oyelaran", "form_key": "k-1"}
    first, second = post(cast.wei, NEW, sent), post(cast.wei, NEW, sent)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Person.objects.filter(full_name="Oyelaran").count() == 1


def test_a_stale_change_overwrites_nothing(cast: Cast, jose: Person, post: Any) -> None:
    form = MINIMUM | {"full_name": "José Núñez", "nationality": "ES", "version": jose.version}
    assert post(cast.wei, page_of(jose, "change/"), form | {"call_me": "Pepe"}).status_code == 302
    assert post(cast.zoe, page_of(jose, "change/"), form | {"call_me": "Josele"}).status_code == 409
    jose.refresh_from_db()
    assert jose.call_me == "Pepe"


def test_staff_set_under_what_a_name_is_sorted(cast: Cast, jose: Person, post: Any) -> None:
    form = MINIMUM | {"full_name": "José Núñez", "nationality": "ES"}
    post(cast.wei, page_of(jose, "change/"), form | {"version": 1, "sort_key": "Núñez"})
    jose.refresh_from_db()
    assert jose.sort_key == "nunez"
    post(cast.wei, page_of(jose, "change/"), form | {"version": jose.version, "call_me": "Pepe"})
    jose.refresh_from_db()
    assert jose.sort_key == "jose nunez"


def test_the_number_of_a_passport_is_masked_until_somebody_says_why(
    cast: Cast, jose: Person, get: Any, post: Any
) -> None:
    assert post(
        cast.wei, page_of(jose, "documents/new/"), {"kind": "passport", "number": "XA 7700431", "issued_by": "ES"}
    )
    row = Identifier.objects.get()
    assert b"7700431" not in bytes(row.sealed_number)
    shown = page_of(jose, f"documents/{row.pk}/")
    assert "XA 7700431" not in text_of(get(cast.wei, page_of(jose))) + text_of(get(cast.wei, shown))
    assert "XA 7700431" not in text_of(post(cast.wei, shown, {"reason": " "}))
    assert not trail.of(row).filter(verb="identifier.shown").exists()
    assert "XA 7700431" in text_of(post(cast.wei, shown, {"reason": "Bank asks"}))
    told = trail.of(row).get(verb="identifier.shown")
    assert (told.actor_id, told.value.values) == (cast.wei.pk, {"reason": "Bank asks"})
    assert "Bank asks" in text_of(get(cast.wei, page_of(jose)))


def test_who_may_not_see_numbers_never_does(cast: Cast, jose: Person, get: Any, post: Any) -> None:
    row = add_identifier(jose, kind="passport", number="XA7700431", issued_by="ES", by=cast.wei)
    writer = make_user("Lan", Role.COMMUNICATIONS)
    assert get(writer, page_of(jose)).status_code == 200
    assert post(writer, page_of(jose, f"documents/{row.pk}/"), {"reason": "Curious"}).status_code == 404
    assert post(cast.wei, page_of(cast.bao.person, f"documents/{row.pk}/"), {"reason": "Mixed up"}).status_code == 404


def test_the_same_passport_is_kept_once(cast: Cast, jose: Person, post: Any) -> None:
    add_identifier(jose, kind="passport", number="XA7700431", issued_by="ES", by=cast.wei)
    sent = {"kind": "passport", "number": "xa-7700431", "issued_by": "ES"}
    page = post(cast.wei, page_of(cast.bao.person, "documents/new/"), sent)
    assert page.status_code == 422
    assert jose.reference in text_of(page)
    assert Identifier.objects.count() == 1


def test_a_consent_is_kept_with_its_words_and_ends(cast: Cast, jose: Person, post: Any) -> None:
    seed_centre()
    assert post(cast.wei, page_of(jose, "consent/"), {"purpose": "service", "how": "paper"}).status_code == 302
    given = jose.consents.get()
    assert given.text_version
    post(cast.wei, page_of(jose, "consent/end/"), {"purpose": "service"})
    given.refresh_from_db()
    assert given.withdrawn_at
    assert post(cast.wei, page_of(jose, "consent/"), {"purpose": "nothing", "how": "paper"}).status_code == 422


def test_an_export_holds_the_list_no_formula_and_a_trace(cast: Cast, now: datetime, post: Any) -> None:
    register_person(full_name="=HYPERLINK(1)", nationality="ES", by=cast.wei, now=now)
    body = text_of(post(cast.wei, LIST + "export/", {"country": "ES", "form": "csv"}))
    lines = body.removeprefix("\ufeff").splitlines()
    assert len(lines) == 2
    assert "'=HYPERLINK(1)" in lines[1]
    entry = TrailEntry.objects.get(verb="people.exported")
    assert (entry.facts["rows"], entry.value.values) == (1, {"country": "ES"})


def test_a_workbook_has_texts_only(cast: Cast, now: datetime, post: Any) -> None:
    register_person(full_name="=1+1", nationality="ES", by=cast.wei, now=now)
    answer = post(cast.wei, LIST + "export/", {"form": "xlsx"})
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert (
        "=1+1" in sheet + book.read("xl/sharedStrings.xml").decode()
        if "xl/sharedStrings.xml" in book.namelist()
        else sheet
    )


def test_the_list_and_the_page_cost_the_same_at_any_size(
    cast: Cast, jose: Person, now: datetime, get: Any, assert_same_queries: Any
) -> None:
    def another(number: int) -> None:
        person = register_person(full_name=f"Núñez {number}", nationality="ES", by=cast.wei, now=now, adviser=cast.wei)
        give_consent(jose, f"p{number}", text_version="1", language="en", how="paper", by=cast.wei, now=now)
        add_identifier(jose, kind="passport", number=f"XA{number:07d}", issued_by="ES", by=cast.wei)
        assert person.pk

    assert_same_queries(another, lambda: get(cast.wei, LIST))
    assert_same_queries(lambda number: another(number + 100), lambda: get(cast.wei, page_of(jose)))


def test_one_search_finds_people_firms_and_cases(cast: Cast, jose: Person, get: Any) -> None:
    page = text_of(get(cast.wei, "/desk/find/", {"q": "nunez"}))
    assert page_of(jose) in page
    assert "/desk/people/new/?name=zzzz" in text_of(get(cast.wei, "/desk/find/", {"q": "zzzz"}))
