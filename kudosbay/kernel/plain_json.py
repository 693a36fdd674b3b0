"""JSON that keeps characters as they are: a Han character takes three bytes, not the six of its escape."""

import json
from typing import Any


class PlainJSON(json.JSONEncoder):
    """For a JSONField with much text in other scripts: `JSONField(encoder=PlainJSON)`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})
