"""Rows that leave as a table: CSV in a stream, or a workbook; no cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any, Final

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from kudosbay.faces.desk.table import Column, Echo

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_table(kind: str, name: str, *, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponseBase:
    """Return rows as `csv` or `xlsx`, read from the database as they are written."""
    if kind == "xlsx":
        return _workbook(name, columns, rows)
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow([column.label for column in columns])
    for row in rows:
        yield writer.writerow([column.safe(row) for column in columns])


def _workbook(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> FileResponse:
    kept = TemporaryFile()  # noqa: SIM115 - the response closes it
    writer = import_module("xlsxwriter")  # thirteen megabytes, for those who ask for a workbook
    book = writer.Workbook(kept, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.label))
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            sheet.write_string(line, place, _text(column.read(row)))
    book.close()
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
