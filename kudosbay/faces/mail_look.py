"""Colours for messages: mail programs read no style sheets, so the template writes what tokens.css says."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

BLOCK = re.compile(r'\[data-bs-theme(?:="(?P<theme>dark)")?\] \{(?P<rules>.*?)\n *\}', re.DOTALL)
COLOUR = re.compile(r"--(?P<name>[\w-]+): (?P<value>#[0-9A-F]{6});")


@cache
def mail_colours(theme: str = "light") -> dict[str, str]:
    """Return the colours of a theme by their token, with `_` for `-`."""
    tokens = (Path(settings.PACKAGE_DIR) / "static" / "tokens.css").read_text(encoding="utf-8")
    blocks = {found["theme"] or "light": found["rules"] for found in BLOCK.finditer(tokens)}
    return {name.replace("-", "_"): value for name, value in COLOUR.findall(blocks[theme])}
