"""The figures that the centre shows, in the order in which it shows them. Each part keeps its own in a file."""

from typing import Final

from kudosbay.statistics.catalogue import (
    campaigns,
    compliance,
    core,
    gatherings,
    guests,
    introductions,
    law,
    premises,
    promises,
    publications,
    story,
)
from kudosbay.statistics.figures import Asked, Counted, Figure

PARTS: Final = (
    core,
    guests,
    publications,
    campaigns,
    gatherings,
    promises,
    introductions,
    premises,
    compliance,
    law,
    story,
)
FIGURES: Final[tuple[Figure, ...]] = tuple(figure for part in PARTS for figure in part.FIGURES)
BY_KEY: Final = {figure.key: figure for figure in FIGURES}


def count_all(asked: Asked) -> list[Counted]:
    return [Counted(figure, figure.count(asked), asked) for figure in FIGURES]


def count_one(key: str, asked: Asked) -> Counted:
    """Raise KeyError for a figure that there is none of."""
    figure = BY_KEY[key]
    return Counted(figure, figure.count(asked), asked)
