"""The data of the demonstration, as it stands in this folder."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any, Final

from kudosbay.rulebook.yaml12 import read_yaml

SEED: Final = 20170412
HERE = resources.files("kudosbay.demo")


@cache
def history() -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(HERE.joinpath("history.yaml").read_text(encoding="utf-8"))
    return told


@cache
def names(name: str) -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(HERE.joinpath(f"names/{name}.yaml").read_text(encoding="utf-8"))
    return told


@cache
def talk() -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(HERE.joinpath("talk.yaml").read_text(encoding="utf-8"))
    return told


@cache
def asked() -> dict[str, Any]:
    """What people ask of the centre, and what it answers."""
    told: dict[str, Any] = read_yaml(HERE.joinpath("promises.yaml").read_text(encoding="utf-8"))
    return told


@cache
def law() -> dict[str, Any]:
    """Packs of rules that are no law."""
    told: dict[str, Any] = read_yaml(HERE.joinpath("law.yaml").read_text(encoding="utf-8"))
    return told


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(HERE.joinpath(name).read_text(encoding="utf-8").splitlines()))


def dice(part: str) -> Random:
    """Return chance for one part of the history, always the same: parts do not disturb each other."""
    return Random(f"{SEED}:{part}")


class Wheel:
    """A choice by weights, turned often."""

    def __init__(self, weights: Mapping[Any, int]) -> None:
        self.things = list(weights)
        self.bounds: list[int] = []
        total = 0
        for weight in weights.values():
            total += int(weight)
            self.bounds.append(total)

    def turn(self, rng: Random) -> Any:
        return rng.choices(self.things, cum_weights=self.bounds)[0]
