"""Each parameter that is seeded or asked for by name has a name and, where it is a number, a unit."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import kudosbay
from kudosbay.centre.models import Parameter
from kudosbay.centre.seeds import tables
from kudosbay.faces.desk.parameter_words import NAMES, named, value_words

ASKED = re.compile(r"""(?:Standard|parameter)\(\s*"([a-z_]+\.[a-z_.0-9]+)\"""")


def test_each_parameter_has_a_name() -> None:
    seeded = {row["key"] for row in tables()[Parameter]}
    sources = Path(kudosbay.__file__).parent.rglob("*.py")
    asked = {key for path in sources if "tests" not in path.parts for key in ASKED.findall(path.read_text("utf-8"))}
    assert (seeded | asked) <= NAMES.keys(), "give it a name and a unit in faces/desk/parameter_words.py"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("address.quota", 1320, "1,320 addresses"),
        ("message.window", {"from": "08:00", "to": "21:00"}, "08:00 to 21:00"),
        ("talents.definition", ["investor", "officer"], "investor, officer"),
        ("statistics.belt_road_list", "route_64", "route_64"),
        ("later.added", 3, "3"),
    ],
)
def test_values_are_said_with_their_unit(key: str, value: object, said: str) -> None:
    with translation.override("en"):
        assert value_words(key, value) == said
        assert named("later.added") == "later.added"
