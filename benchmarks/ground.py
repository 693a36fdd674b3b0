"""A database of its own with many people and firms: names in many scripts, from a fixed seed. Nothing of it is real."""

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

PEOPLE = {"tiny": 2_000, "full": 60_000}
FIRMS = {"tiny": 309, "full": 2_000}
GIVEN = [
    "José",
    "Amara",
    "Айгүл",
    "أحمد",
    "伟",
    "丽华",
    "Ngọc",
    "Jürgen",
    "소연",
    "Zoë",
    "Olga",
    "Fátima",
    "明",
    "Kwame",
]
FAMILY = ["Núñez", "Nwosu", "Серікқызы", "الحارثي", "王", "单", "Nguyễn", "Müller", "김", "O’Brien", "Иванова", "欧阳"]
PLACES = ["ES", "NG", "KZ", "OM", "TW", "HK", "VN", "DE", "KR", "IE", "RU", "FR", "JP", "GH", "US", "EG", "PK"]
FIRST = date(2017, 4, 12)


@cache
def ready(size: str) -> str:
    """Make the database once per process and return its folder. Called before anything of Django is used."""
    folder = tempfile.mkdtemp(prefix="kudosbay-bench-")
    os.environ.update({"KUDOSBAY_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kudosbay.config.settings"})
    os.environ.pop("KUDOSBAY_DATABASE_URL", None)
    _fill(size)
    return folder


def _fill(size: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from kudosbay.centre.commands import seed_centre
    from kudosbay.demo.bulk import lay
    from kudosbay.enterprises.models import Capital, Enterprise, Investor
    from kudosbay.people import index
    from kudosbay.people.models import Person

    call_command("upgrade", verbosity=0)
    with transaction.atomic():
        seed_centre()
        lay(Person, people(PEOPLE[size]))
        index.rebuild()
        lay(Enterprise, firms(FIRMS[size]))
        lay(Investor, investors(FIRMS[size]))
        lay(Capital, capitals(FIRMS[size]))


def people(count: int) -> Iterator[dict[str, Any]]:
    from kudosbay.kernel.search import fold

    dice = random.Random(20170412)
    for number in range(1, count + 1):
        family, given = dice.choice(FAMILY), dice.choice(GIVEN)
        name = f"{family}{given}" if len(family) < 3 else f"{given} {family}"
        day = FIRST + timedelta(days=dice.randrange(3400))
        yield {
            "id": number,
            "reference": f"P-BENCH-{number}",
            "full_name": name,
            "sort_key": fold(f"{family} {given} {number % 97}"),
            "nationality": dice.choice(PLACES),
            "email": f"p{number}@example.org",
            "phone": f"+8613{number:09d}",
            "languages": ["en"],
            "registered_on": day,
            "known_since": day,
        }


def firms(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        day = FIRST + timedelta(days=number * 3400 // count)
        yield {
            "id": number,
            "reference": f"E-BENCH-{number}",
            "name_zh": f"上海样品{number}有限公司",
            "credit_code": f"BENCH{number:013d}",
            "origin": "attracted" if number % 5 == 0 else "converted",
            "licensed_on": day,
            "left_on": day + timedelta(days=900) if number % 6 == 0 else None,
            "known_since": day,
        }


def investors(count: int) -> Iterator[dict[str, Any]]:
    for firm in firms(count):
        yield {
            "id": firm["id"],
            "enterprise_id": firm["id"],
            "kind": "natural",
            "name": "Somebody",
            "country": PLACES[firm["id"] % len(PLACES)],
            "share": 100,
            "valid_from": firm["licensed_on"],
            "known_since": firm["licensed_on"],
        }


def capitals(count: int) -> Iterator[dict[str, Any]]:
    for firm in firms(count):
        yield {
            "id": firm["id"],
            "enterprise_id": firm["id"],
            "amount": 100_000 + firm["id"],
            "currency": "USD",
            "valid_from": firm["licensed_on"],
            "known_since": firm["licensed_on"],
        }
