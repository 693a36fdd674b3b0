"""Pages of the list of people by keys, at the beginning and at nine tenths; and finding, by word and by Han character."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.ground import PEOPLE, ready
from benchmarks.limits import search_limit
from benchmarks.timing import line

# Typed, and the bare question to the index that means the same.
ASKED = [
    ("one Han character", "王", '"王"'),
    ("a Han pair", "丽华", '"丽华"'),
    ("pinyin", "shan", '"shan"*'),
    ("without accents", "nunez jose", '"nunez"* AND "jose"*'),
    ("an e-mail", "p1234@example.org", '"p1234"* AND "example"* AND "org"*'),
]


def run(size: str) -> dict[str, Any]:
    ready(size)
    from django.db import connection

    with connection.cursor() as cursor:
        return {"job": "find people", "rows": PEOPLE[size], "lines": [*pages(cursor, size), *finds(cursor)]}


def statement(cursor: Any, rows: Any) -> Any:
    """Return what sends the statement that our query becomes: the goal is about SQL, not about building objects."""
    sql, values = rows.query.sql_with_params()

    def again() -> list[Any]:
        cursor.execute(sql, values)
        return list(cursor.fetchall())

    return again


def pages(cursor: Any, size: str) -> Iterator[dict[str, Any]]:
    from kudosbay.people import queries
    from kudosbay.people.models import Person

    deep, wanted = Person.objects.order_by("sort_key", "pk")[PEOPLE[size] * 9 // 10], queries.Wanted()
    for what, (key, number) in {"first page": ("", 0), "at 90 per cent": (deep.sort_key, deep.pk)}.items():
        begun = queries.after_key(Person.objects.all(), wanted, f"{key}|{number}" if number else "")
        rows = queries.in_order(begun, wanted).values_list("id", "reference", "full_name", "nationality")[:51]
        limit = partial(search_limit.page, cursor, key, number)
        assert [row[0] for row in rows] == [row[0] for row in limit()], what
        yield line(f"list, {what}", {"ours": statement(cursor, rows), "limit": limit})


def finds(cursor: Any) -> Iterator[dict[str, Any]]:
    from kudosbay.people import index, queries
    from kudosbay.people.models import Person

    for what, typed, question in ASKED:
        found = queries.in_order(index.search(Person.objects.all(), typed), queries.Wanted())
        cursor.execute("SELECT count(*) FROM people_search WHERE people_search MATCH %s", [question])
        assert found.count() == cursor.fetchone()[0] > 0, what
        rows, limit = (
            found.values_list("id", "reference", "full_name")[:50],
            partial(search_limit.found, cursor, question),
        )
        assert [row[0] for row in rows] == [row[0] for row in limit()], what
        yield line(f"find by {what}", {"ours": statement(cursor, rows), "limit": limit})
