"""Samples of guides: a form of the rules, and a country or region."""

from tests.house.samples.shapes import Sample, World

ARGUMENTS: dict[str, Sample] = {}
VIEWS: dict[str, dict[str, Sample]] = {
    "public:set_up": {"form": Sample(lambda _world, _user: "wfoe_llc", None, "no-such-form")},
    "public:place": {"place": Sample(lambda _world, _user: "FR", None, "ZZ")},
}


def furnish(_world: World) -> None:
    """Nothing is needed: guides come from the rules."""
