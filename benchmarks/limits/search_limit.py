"""The least that still answers: a bare query by key, and a bare question to the index of words."""

from typing import Any


def page(cursor: Any, key: str, number: int) -> list[Any]:
    cursor.execute(
        "SELECT id, reference, full_name, nationality, email, phone FROM people_person"
        " WHERE (sort_key, id) > (%s, %s) ORDER BY sort_key, id LIMIT 51",
        [key, number],
    )
    return list(cursor.fetchall())


def found(cursor: Any, question: str) -> list[Any]:
    cursor.execute(
        "SELECT p.id, p.reference, p.full_name FROM people_search s JOIN people_person p ON p.id = s.rowid"
        " WHERE people_search MATCH %s ORDER BY p.sort_key, p.id LIMIT 50",
        [question],
    )
    return list(cursor.fetchall())
