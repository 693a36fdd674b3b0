"""The rows behind the figures as plain tables, so that anybody can count them again without this software."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from kudosbay.cases.models import Agreement
from kudosbay.centre.clock import HOME
from kudosbay.centre.models import ExchangeRate, Parameter
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.kernel.known import as_known
from kudosbay.people.models import Person
from kudosbay.statistics import gathering_tables
from kudosbay.statistics.catalogue import count_all
from kudosbay.statistics.catalogue.campaigns import messages as messages_gone_out
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.rows import belt_road_codes

CHUNK: Final = 2000
Values = Any  # a QuerySet of values


def _told(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    return rows.filter(known_since__lte=asked.known_on) if asked.known_on else rows


def _enterprises(asked: Asked) -> Values:
    rows = _told(Enterprise.objects.all(), asked).filter(licensed_on__lte=asked.as_of)
    return rows.values("reference", "name_zh", "origin", "licensed_on", "left_on", "known_since").order_by(
        "licensed_on", "pk"
    )


def _investors(asked: Asked) -> Values:
    rows = Investor.ever.filter(as_known(asked.known_on), valid_from__lte=asked.as_of)
    columns = ("country", "kind", "share", "valid_from", "valid_to", "known_since")
    return rows.values(*columns, enterprise_reference=F("enterprise__reference")).order_by("enterprise", "pk")


def _capitals(asked: Asked) -> Values:
    rows = Capital.ever.filter(as_known(asked.known_on), valid_from__lte=asked.as_of)
    columns = ("amount", "currency", "valid_from", "valid_to", "known_since")
    return rows.values(*columns, enterprise_reference=F("enterprise__reference")).order_by("enterprise", "pk")


def _rates(_asked: Asked) -> Values:
    return ExchangeRate.objects.values("currency", "valid_from", "usd").order_by("currency", "valid_from")


def _agreements(asked: Asked) -> Values:
    rows = _told(Agreement.objects.all(), asked).filter(signed_on__lte=asked.as_of)
    return rows.values("reference", "signed_on", "known_since").order_by("signed_on", "pk")


def _people(asked: Asked) -> Values:
    """Numbers and places only: the figures need no names."""
    rows = _told(Person.objects.all(), asked).filter(registered_on__lte=asked.as_of)
    return rows.values("reference", "nationality", "registered_on", "known_since").order_by("registered_on", "pk")


def _city(asked: Asked) -> Values:
    rows = Parameter.ever.filter(as_known(asked.known_on), key__startswith="city.")
    return rows.values("key", "value", "valid_from", "valid_to", "known_since").order_by("key", "pk")


def _messages(asked: Asked) -> Values:
    """How many went out on each day of Shanghai, by kind: one row per day and kind, for there are millions."""
    days = messages_gone_out(asked).annotate(day=TruncDate("sent_at", tzinfo=HOME)).values("day", "kind")
    return days.annotate(number=Count("pk")).order_by("day", "kind")


def _belt_road(asked: Asked) -> list[dict[str, Any]]:
    return [{"country": code} for code in sorted(belt_road_codes(asked))]


TABLES: Final[Mapping[str, Callable[[Asked], Values | list[dict[str, Any]]]]] = {
    "enterprises": _enterprises,
    "investors": _investors,
    "capitals": _capitals,
    "rates": _rates,
    "agreements": _agreements,
    "people": _people,
    "city": _city,
    "messages": _messages,
    "belt_road": _belt_road,
    **gathering_tables.TABLES,
}


def export_figures(asked: Asked, folder: Path) -> list[Path]:
    """Write one table per kind of row, the figures as this software counts them, and the checksums of all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder / f"{name}.csv", rows(asked)) for name, rows in TABLES.items()]
    written.append(_figures(asked, folder / "figures.json"))
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in written)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return [*written, folder / "SHA256SUMS"]


def _write(path: Path, rows: Values | list[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for row in _streamed(rows):
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow(row)
    return path


def _streamed(rows: Values | list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return rows if isinstance(rows, list) else rows.iterator(chunk_size=CHUNK)


def _figures(asked: Asked, path: Path) -> Path:
    content = {
        "as_of": asked.as_of.isoformat(),
        "known_on": asked.known_on.isoformat() if asked.known_on else None,
        "belt_road_list": asked.belt_road_list,
        "values": {one.figure.key: str(one.value) if one.value is not None else None for one in count_all(asked)},
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return path
