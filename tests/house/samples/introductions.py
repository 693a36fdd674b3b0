"""Samples of introductions: `furnish` puts a thing of Amara’s into world.things and Bao’s twin into world.twins."""

from tests.house.samples.shapes import Sample, World

ARGUMENTS: dict[str, Sample] = {}
VIEWS: dict[str, dict[str, Sample]] = {}


def furnish(_world: World) -> None:
    return None
