"""Names of the world, unchanged from saving to the header of a letter, and found again."""

import csv
import io
import unicodedata
from email import message_from_bytes
from email.policy import default

import pytest

from kudosbay.accounts.models import User
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.commands import notify
from kudosbay.messaging.compose import compose
from kudosbay.messaging.envelope import to_bytes
from kudosbay.people.commands import register_person
from kudosbay.people.models import Person

NAMES = [
    "O", "Nguyễn Tấn Dũng", "María-José Carreño Quiñones", "محمد بن عبد الله الحارثي", "Айгүл Серікқызы",
    "Adaobi Chukwuemeka-Okonkwo Nwachukwu-Bello (née Eze)", "東海林賢蔵", "ابو كريم", 'Thaksin "Maew" Shinawatra',
    "Suharto", "Null", "None", "undefined", "True", "NaN", "0", "李", "欧阳修", "单单·阿卜杜拉", "吳王", "髙橋", "김연아",
    "דוד בן־גוריון", "สมชาย ใจดี", "အောင်ဆန်းစုကြည်", "ኃይለ ገብረሥላሴ", "Ὀδυσσεύς", "Łukasz Żółć", "İsmail Işık", "ß", "Straße",
    "O'Brien", "O’Neill d'Été", "Mc Donald", "van 't Hoff", "Jr., Ken", "X Æ A-12", "Jean\u2010Luc", "नरेन्द्र मोदी",
    "क्ष्म", "علی\u200cرضا", "Zoe\u0308", "Ａｍａｒａ", "Robert'); DROP TABLE people;--", "=1+1", "+49", "-O", "@sum(A1)",
    "<b>Bold</b>", "{{7*7}}", "%s %(name)s {0}", "a" * 160, "\u202eevil", "𠮷野家", "Ng", "Ỹ",
]  # fmt: skip
DANGEROUS = ("=", "+", "-", "@")


@pytest.fixture
def people(cast, now):
    return [register_person(full_name=name, nationality="ID", by=cast.wei, now=now) for name in NAMES]


def test_saving_changes_no_sign(people):
    assert list(Person.objects.filter(nationality="ID").order_by("pk").values_list("full_name", flat=True)) == NAMES


def test_each_is_found_by_its_whole_name_in_either_form(people, cast, get):
    lost = []
    for person in people:
        for form in ("NFC", "NFD"):
            query = {"q": unicodedata.normalize(form, person.full_name)}
            if person.reference not in get(cast.wei, "/desk/people/", query).content.decode():
                lost.append((person.full_name, form))
    assert not lost


def test_a_table_holds_each_name_and_none_is_a_formula(people, cast, post):
    answer = post(cast.wei, "/desk/people/export/", {"country": "ID", "form": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    column = {row[1] for row in rows[1:]}
    assert column == {f"'{name}" if name.startswith(DANGEROUS) else name for name in NAMES}


def test_the_subject_of_a_letter_says_each_name(db, now):
    user = User.objects.create(email="z@example.org", name="Zoe", roles=["adviser"])
    wrong = []
    for number, name in enumerate(NAMES):
        data = {"person": name, "address": "a@example.org"}
        row = notify(template="address_failed", key=f"n{number}", by=MACHINE, now=now, user=user, data=data)[0]
        letter = message_from_bytes(to_bytes(row, compose(row), now=now), policy=default)
        wrong += [name] if letter["Subject"] != f"No message reaches {name}" else []
    assert not wrong
