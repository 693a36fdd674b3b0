"""Figures of compliance."""

from typing import Final

from kudosbay.statistics.figures import Figure

FIGURES: Final[tuple[Figure, ...]] = ()
