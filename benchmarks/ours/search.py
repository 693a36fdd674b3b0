"""Pages of the list of people by keys, at the beginning and at nine tenths; and finding, by word and by Han character."""

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

    from kudosbay.people import index, queries
    from kudosbay.people.models import Person

    people = Person.objects.order_by("sort_key", "pk")
    deep = people[PEOPLE[size] * 9 // 10]
    wanted = queries.Wanted()

    def listed(after: str) -> Any:
        rows = queries.after_key(Person.objects.all(), wanted, after)
        return queries.in_order(rows, wanted).values_list("id", "reference", "full_name", "nationality")[:51]

    def found(typed: str) -> Any:
        return index.search(Person.objects.all(), typed).values_list("id", "reference", "full_name")[:50]

    def statement(rows: Any) -> Any:
        """Return what sends the statement that our query becomes: the goal is about SQL, not about building objects."""
        sql, values = rows.query.sql_with_params()

        def again() -> list[Any]:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

        return again

    with connection.cursor() as cursor:
        places = {"first page": ("", 0), "at 90 per cent": (deep.sort_key, deep.pk)}
        lines = []
        for what, (key, number) in places.items():
            after = f"{key}|{number}" if number else ""
            limit = search_limit.page(cursor, key, number)
            assert [row[0] for row in listed(after)] == [row[0] for row in limit], what
            acts = {"ours": statement(listed(after)), "limit": lambda k=key, n=number: search_limit.page(cursor, k, n)}
            lines.append(line(f"list, {what}", acts))
        for what, typed, question in ASKED:
            every = {row[0] for row in index.search(Person.objects.all(), typed).values_list("id")}
            cursor.execute("SELECT count(*) FROM people_search WHERE people_search MATCH %s", [question])
            assert len(every) == cursor.fetchone()[0] > 0, what
            acts = {"ours": statement(found(typed)), "limit": lambda q=question: search_limit.found(cursor, q)}
            lines.append(line(f"find by {what}", acts))
    return {"job": "find people", "rows": PEOPLE[size], "lines": lines}
