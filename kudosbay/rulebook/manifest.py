"""What a pack of rules says of itself, in its `pack.yaml`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kudosbay.rulebook.yaml12 import read_yaml_file

MANIFEST = "pack.yaml"
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{1,59}$")]
Version = Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.-]{0,29}$")]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class Notes(BaseModel):
    """Why the rules change, for founders and staff: English and Chinese always, others where somebody wrote them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    en: Words
    zh: Words
    ar: Words | None = None


class Manifest(BaseModel):
    """`takes_effect`: the first day on which the pack decides; only the rules that came with the program have none."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pack: Name
    version: Version
    jurisdiction: Literal["cn_shanghai"]
    takes_effect: date | None
    notes: Notes


def pack_name(folder: Path) -> str:
    """Name and version, `cn_shanghai 2026.11`; empty for a folder that does not say."""
    path = folder / MANIFEST
    told = read_yaml_file(path) if path.exists() else None
    return f"{told['pack']} {told['version']}" if told else ""
