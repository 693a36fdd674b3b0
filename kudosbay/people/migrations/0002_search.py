"""The search index of people: FTS5 on SQLite, tsvector with GIN on PostgreSQL; text arrives folded and cut already."""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE people_search USING fts5(grams, tokenize='unicode61 remove_diacritics 0', detail='none')"
)
POSTGRESQL = (
    """CREATE TABLE people_search
       (person_id bigint PRIMARY KEY REFERENCES people_person ON DELETE CASCADE, grams tsvector NOT NULL)""",
    "CREATE INDEX people_search_grams ON people_search USING gin (grams)",
)


def make(_apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else (SQLITE,):
        editor.execute(statement)


def drop(_apps: Any, editor: Any) -> None:
    editor.execute("DROP TABLE IF EXISTS people_search")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
