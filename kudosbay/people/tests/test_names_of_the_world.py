"""Five hundred names, the same sign by sign from saving to list, search, paper, table and the header of a letter."""

import csv
import io
import unicodedata
from email import message_from_bytes
from email.policy import default

import pypdfium2
import pytest

from kudosbay.accounts.models import User
from kudosbay.documents.papers import render_pdf
from kudosbay.documents.papers.signs import NotPrintable, first_printable, is_printable
from kudosbay.messaging.compose import compose
from kudosbay.messaging.envelope import to_bytes
from kudosbay.messaging.models import Delivery
from kudosbay.people import queries
from kudosbay.people.commands import register_person
from kudosbay.people.models import Person
from kudosbay.people.tests.corpus import NAMES

COVERED = [name for name in NAMES if is_printable(name)]
NOT_COVERED = [name for name in NAMES if not is_printable(name)]
RTL = ("R", "AL", "RLO")
DANGEROUS = ("=", "+", "-", "@")


@pytest.fixture
def people(cast, now):
    return [register_person(full_name=name, nationality="ID", by=cast.wei, now=now) for name in NAMES]


def test_the_corpus_is_large_and_of_many_scripts():
    assert len(NAMES) >= 500
    assert len({unicodedata.name(sign).split()[0] for name in NAMES for sign in name if sign.isalpha()}) >= 18
    assert len(COVERED) >= 300
    assert len(NOT_COVERED) >= 100


def test_saved_listed_and_exported_they_are_the_same(people, cast, post):
    listed, after = [], ""
    while True:
        page = queries.people_page(cast.wei, queries.Wanted(country="ID"), after=after)
        listed += [person.full_name for person in page.people]
        after = page.after
        if not after:
            break
    assert sorted(listed) == sorted(NAMES)
    answer = post(cast.wei, "/desk/people/export/", {"country": "ID", "form": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    column = sorted(row[1] for row in rows[1:])
    assert column == sorted(f"'{name}" if name.startswith(DANGEROUS) else name for name in NAMES)


def test_each_is_found_by_its_whole_name_and_nobody_is_merged(people, cast):
    lost = [
        (person.full_name, form)
        for person in people
        for form in ("NFC", "NFD")
        if person not in queries.find_people(cast.wei, unicodedata.normalize(form, person.full_name), most=60)
    ]
    assert not lost
    assert Person.objects.filter(nationality="ID").count() == len(NAMES)


def test_the_header_of_a_letter_says_each_name(db, now):
    user = User.objects.create(email="z@example.org", name="Zoe", roles=["adviser"])
    row = Delivery(user=user, kind="notice", channel="mail", template="address_failed", language="en", pk=1)
    row.address, row.created_at, wrong = user.email, now, []
    for number, name in enumerate(NAMES):
        row.key, row.data = f"n{number}", {"person": name, "address": "a@example.org", "link": "/"}
        letter = message_from_bytes(to_bytes(row, compose(row), now=now), policy=default)
        wrong += [name] if letter["Subject"] != f"No message reaches {name}" else []
    assert not wrong


def receipt(names: list[str]) -> bytes:
    rows = [{"label": {"en": str(number)}, "value": name} for number, name in enumerate(names)]
    return render_pdf("receipt", language="en", data={"title": {"en": "Names"}, "rows": rows, "made_on": "2026-03-10"})


def letters(text: str) -> str:
    """Return what stands on paper, whatever the lines and the ligatures: no space, composed, compatibility signs plain."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u200c", "").replace("\u202e", "")


def test_a_paper_says_each_name_that_our_fonts_can_draw(db):
    with_order = [name for name in COVERED if not any(unicodedata.bidirectional(sign) in RTL for sign in name)]
    pdf = pypdfium2.PdfDocument(receipt(with_order))
    said = letters("".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    missing = [name for name in with_order if letters(name) not in said]
    assert not missing


def test_a_paper_takes_the_names_that_run_from_the_right(db):
    leftward = [name for name in COVERED if any(unicodedata.bidirectional(sign) in RTL for sign in name)]
    assert len(leftward) >= 16
    assert receipt(leftward).startswith(b"%PDF")


def test_a_name_that_no_font_draws_is_refused_by_its_sign(db):
    for name in NOT_COVERED:
        with pytest.raises(NotPrintable) as refusal:
            receipt([name])
        assert refusal.value.sign in name
        assert refusal.value.sign in str(refusal.value)


def test_a_paper_falls_back_to_the_name_in_latin_letters():
    for name in NOT_COVERED:
        assert first_printable(name, "Suu Kyi") == "Suu Kyi"
    for name in COVERED:
        assert first_printable(name, "Suu Kyi") == name
