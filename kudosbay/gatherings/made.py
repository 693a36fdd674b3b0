"""What a pack is made of and into; apart from how, which needs libraries that only the worker should hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    name: str
    kind: str
