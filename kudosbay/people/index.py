"""The search index of people, kept outside the hot table: words of every spelling, Han characters and pairs, pinyin.

Written by the commands of people inside their transaction. Words are found by their beginning, Han by character; a
passport or permit by its whole number only, through its keyed fingerprint.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from kudosbay.kernel import vault
from kudosbay.kernel.search import HAN, han_grams, latinised, pinyin, words
from kudosbay.people.models import Identifier, Person

NAMES = ("full_name", "passport_family", "passport_given", "latin_name", "chinese_name", "call_me")
OTHERS = ("reference", "email")
BATCH = 5000
SHORTEST_NUMBER = 6


def grams_of(person: Person) -> str:
    """Return everything under which the person is found, folded, separated by blanks."""
    names = " ".join(str(getattr(person, name)) for name in NAMES)
    found = words(names) + han_grams(names) + pinyin(names) + words(latinised(names))
    for name in OTHERS:
        found += words(getattr(person, name))
    return " ".join(dict.fromkeys(found + phone_words(person.phone)))


def phone_words(phone: str) -> list[str]:
    """Return the digits with and without the country's code, as long as numbers usually are."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return [digits[cut:] for cut in range(4) if len(digits) - cut > 5] if digits else []


def refresh(person: Person) -> None:
    """Bring one person's entry up to date, inside the caller's transaction."""
    _forget([person.pk])
    _enter([person])


def forget(person: int) -> None:
    """Take out the entry of a record that is no longer there."""
    _forget([person])


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; return how many people it holds."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_search")
    count, batch = 0, []
    for person in Person.objects.only(*NAMES, *OTHERS, "phone").order_by("pk").iterator(chunk_size=BATCH):
        batch.append(person)
        if len(batch) == BATCH:
            count += _enter(batch)
            batch = []
    return count + _enter(batch)


def _forget(keys: Sequence[int]) -> None:
    column = "person_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM people_search WHERE {column} = %s", [(key,) for key in keys])  # noqa: S608


def _enter(people: Sequence[Person]) -> int:
    rows = [(person.pk, grams_of(person)) for person in people]
    with connection.cursor() as cursor:
        cursor.executemany(_insert(), rows)
    return len(rows)


def _insert() -> str:
    if connection.vendor == "postgresql":
        return "INSERT INTO people_search (person_id, grams) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))"
    return "INSERT INTO people_search (rowid, grams) VALUES (%s, %s)"


def search(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Narrow people to those found under every part of the text, or by a whole number; nobody without words."""
    parts = list(_parts(text))
    if not parts:
        return people.none()
    sql, values = _question(parts)
    if _is_number(text):
        sql += " UNION SELECT person_id FROM people_identifier WHERE number_hash = %s"
        values.append(vault.fingerprint(text, Identifier.PURPOSE))
    return people.filter(pk__in=RawSQL(sql, values))  # noqa: S611 - words only, passed as parameters


def _is_number(text: str) -> bool:
    """Tell whether this may be the number of a passport: long enough, and with a digit."""
    signs = [sign for sign in text if sign.isalnum()]
    return len(signs) >= SHORTEST_NUMBER and any(sign.isdigit() for sign in signs)


def _parts(text: str) -> Iterable[tuple[str, bool]]:
    """Return each part with whether it is a beginning; Han text is asked by its pairs, a single sign by itself."""
    for word in words(text):
        if HAN.search(word):
            grams = han_grams(word)
            pairs = [gram for gram in grams if len(gram) > 1]
            yield from ((gram, False) for gram in pairs or grams)
        else:
            yield word, True


def _question(parts: Sequence[tuple[str, bool]]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        asked = " & ".join(f"{word}:*" if open_ended else word for word, open_ended in parts)
        return "SELECT person_id FROM people_search WHERE grams @@ %s::tsquery", [asked]
    asked = " AND ".join(f'"{word}"*' if open_ended else f'"{word}"' for word, open_ended in parts)
    return "SELECT rowid FROM people_search WHERE people_search MATCH %s", [asked]
