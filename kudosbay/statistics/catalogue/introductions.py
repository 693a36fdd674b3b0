"""Figures of introductions."""

from typing import Final

from kudosbay.statistics.figures import Figure

FIGURES: Final[tuple[Figure, ...]] = ()
