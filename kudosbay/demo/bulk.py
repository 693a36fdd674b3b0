"""Many rows at once: one prepared statement per table, values in the form that the database takes.

Django's bulk_create builds a statement for each few rows; for a hundred thousand that is most of the time.
Rows bring their own ids, so that others can point to them before they are written.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

CHUNK = 1000
Row = Mapping[str, Any]
Writer = Callable[[Row], tuple[Any, ...]]
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


def lay(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Insert rows given by column (`adviser_id`, not `adviser`); what a row leaves out gets the model's default."""
    statement, written, waiting = _statement(model), 0, iter(rows)
    values = _writer(model)
    with connection.cursor() as cursor:
        while chunk := [values(row) for row in islice(waiting, CHUNK)]:
            cursor.executemany(statement, chunk)
            written += len(chunk)
    return written


def _statement(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in model._meta.concrete_fields]
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our names


def _writer(model: type[models.Model]) -> Writer:
    columns = [_column(field) for field in model._meta.concrete_fields]

    def values(row: Row) -> tuple[Any, ...]:
        return tuple(
            (convert(row[name]) if convert else row[name]) if name in row else default()
            for name, convert, default in columns
        )

    return values


Convert = Callable[[Any], Any]
Column = tuple[str, Convert | None, Callable[[], Any]]
FEW = (models.DateField, models.BooleanField, models.DecimalField)  # the same values again and again


def _column(field: Any) -> Column:
    convert = _convert(field)

    def default() -> Any:
        value = field.get_default()
        return convert(value) if convert else value

    return field.attname, convert, default


def _convert(field: Any) -> Convert | None:
    """Return what Django would make of a value, by the shortest way; nothing where the value goes as it is."""
    if isinstance(field, PLAIN):
        return None
    if isinstance(field, models.DateTimeField):
        return _instant if connection.vendor == "sqlite" else None
    whole = partial(field.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])
    return lru_cache(maxsize=20_000)(whole) if isinstance(field, FEW) else whole


def _instant(value: Any) -> str | None:
    """SQLite keeps instants as text, in UTC."""
    return str(value.astimezone(UTC).replace(tzinfo=None)) if value else None


def numbers_go_on(*tables: type[models.Model]) -> None:
    """Let the database count on after the ids that were given."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
