"""What the rows behind each figure show. Each part keeps its own columns in a file; the register's are the rule."""

from kudosbay.faces.desk.figure_columns import (
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
from kudosbay.faces.desk.table import Column, Columns

PARTS = (core, publications, promises, gatherings, introductions, premises, compliance, law, campaigns, guests, story)
COLUMNS: dict[str, Columns] = {key: shown for part in PARTS for key, shown in part.COLUMNS.items()}


def columns(key: str) -> list[Column]:
    return COLUMNS.get(key, core.enterprises)()
