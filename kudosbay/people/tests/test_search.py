from datetime import datetime
from typing import Any

import pytest

from conftest import Cast
from kudosbay.people import index
from kudosbay.people.commands import add_identifier, change_person, register_person
from kudosbay.people.models import Person

PEOPLE: list[tuple[str, dict[str, Any]]] = [
    ("王小明", {"nationality": "TW"}),
    ("单丽", {"nationality": "HK"}),
    ("José Núñez", {"nationality": "ES"}),
    ("Айгүл Серікқызы", {"nationality": "KZ"}),
    ("أحمد الحارثي", {"nationality": "OM", "latin_name": "Ahmad Al-Harthi"}),
    ("O", {"nationality": "ID"}),
    ("Nguyễn Tấn Dũng", {"nationality": "VN", "email": "dung.nguyen@example.org", "phone": "+84912345678"}),
]


@pytest.fixture
def people(cast: Cast, now: datetime) -> dict[str, Person]:
    return {name: register_person(full_name=name, by=cast.wei, now=now, **more) for name, more in PEOPLE}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王", "王小明"),
        ("王小", "王小明"),
        ("小明", "王小明"),
        ("wang", "王小明"),
        ("wangxiao", "王小明"),
        ("shan", "单丽"),
        ("jose", "José Núñez"),
        ("NUÑEZ", "José Núñez"),
        ("ｊｏｓｅ", "José Núñez"),
        ("айгул", "Айгүл Серікқызы"),
        ("aigul", "Айгүл Серікқызы"),
        ("احمد", "أحمد الحارثي"),
        ("harthi", "أحمد الحارثي"),
        ("o", "O"),
        ("dung nguyen", "Nguyễn Tấn Dũng"),
        ("dung.nguyen@example.org", "Nguyễn Tấn Dũng"),
        ("912345678", "Nguyễn Tấn Dũng"),
    ],
)
def test_each_is_found_as_people_type(people: dict[str, Person], typed: str, name: str) -> None:
    assert people[name] in index.search(Person.objects.all(), typed)


def test_the_order_of_han_characters_counts(people: dict[str, Person]) -> None:
    assert people["王小明"] not in index.search(Person.objects.all(), "明王")


@pytest.mark.parametrize("typed", ["", "   ", '"', "' OR 1=1 --", "NEAR(", "*", "a:b & c | !"])
def test_signs_of_the_engine_are_only_signs(people: dict[str, Person], typed: str) -> None:
    assert len(index.search(Person.objects.all(), typed)) <= len(people)


def test_a_changed_name_is_found_and_the_old_one_is_not(people: dict[str, Person], cast: Cast) -> None:
    person = people["José Núñez"]
    change_person(person, seen=person.version, by=cast.wei, values={"full_name": "Zé Álvares"})
    assert person in index.search(Person.objects.all(), "alvares")
    assert person not in index.search(Person.objects.all(), "nunez")


def test_rebuilding_finds_the_same(people: dict[str, Person]) -> None:
    assert index.rebuild() == Person.objects.count()
    assert people["王小明"] in index.search(Person.objects.all(), "小明")


def test_a_passport_is_found_by_its_whole_number_only(people: dict[str, Person], cast: Cast) -> None:
    person = people["José Núñez"]
    add_identifier(person, kind="passport", number="XA-7700431", issued_by="ES", by=cast.wei)
    for typed in ("XA7700431", "xa 7700431", "XA-7700431"):
        assert list(index.search(Person.objects.all(), typed)) == [person]
    for typed in ("XA770043", "A7700431", "7700431"):
        assert not index.search(Person.objects.all(), typed)
