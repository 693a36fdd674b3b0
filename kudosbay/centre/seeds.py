"""What stands in rules/centre, as rows."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from django.db import models

from kudosbay.centre.models import ConsentText, ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.kernel.models import Label
from kudosbay.rulebook.yaml12 import read_yaml

Row = dict[str, Any]
Rows = list[Row]
Table = type[models.Model]

FILES = resources.files("kudosbay.rules").joinpath("centre")
# By what two rows are the same thing at the same time.
KEYS: Final[Mapping[Table, tuple[str, ...]]] = {
    Territory: ("code",),
    Parameter: ("key", "valid_from", "known_since"),
    ExchangeRate: ("currency", "valid_from"),
    Service: ("code", "valid_from"),
    ConsentText: ("purpose", "version", "language"),
    Label: ("code",),
}


def _read(name: str) -> Any:
    return read_yaml(FILES.joinpath(name).read_text(encoding="utf-8"))


def _columns(model: Table, row: Mapping[str, Any]) -> Row:
    """Keep what the table has columns for; the files say more, such as the source of a line."""
    return {field.name: row[field.name] for field in model._meta.concrete_fields if field.name in row}


def operator() -> Row:
    return _columns(Operator, _read("operator.yaml")["operator"])


def tables() -> dict[Table, Rows]:
    told = _read("operator.yaml")
    return {
        Territory: [_columns(Territory, row) for row in _read("territories.yaml")["territories"]],
        Parameter: [_columns(Parameter, row) for row in told["parameters"]],
        ExchangeRate: list(_rates()),
        Service: [_columns(Service, row) | {"price": Decimal(row["price"])} for row in told["services"]],
        ConsentText: list(_consent_texts()),
        Label: [_columns(Label, row) | {"kind": Label.Kind.THEME} for row in _read("themes.yaml")["themes"]],
    }


def _rates() -> Iterator[Row]:
    """One row per cell: quarters run down the file, currencies across it."""
    about = _read("exchange_rates.meta.yaml")
    lines = FILES.joinpath("exchange_rates.csv").read_text(encoding="utf-8").splitlines()
    for line in csv.DictReader(lines):
        day = read_yaml(line.pop("valid_from"))
        for currency, usd in line.items():
            yield {
                "currency": currency,
                "valid_from": day,
                "usd": Decimal(usd),
                "evidence": about["evidence"],
                "is_demonstration": about["is_demonstration"],
            }


def _consent_texts() -> Iterator[Row]:
    told = _read("consents.yaml")
    required = {purpose["id"]: purpose["required"] for purpose in told["purposes"]}
    for text in told["texts"]:
        for language, words in text["text"].items():
            yield _columns(ConsentText, text) | {
                "language": language,
                "title": text["title"][language],
                "text": words.strip(),
                "required": required[text["purpose"]],
            }
