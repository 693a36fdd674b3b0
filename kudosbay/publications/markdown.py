"""Markdown to HTML in two steps: no HTML of the writer passes the first, and only harmless HTML the second."""

import re
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TEXT_TAGS: Final = frozenset({"p", "br", "hr", "h2", "h3", "h4", "strong", "em", "s", "code", "pre", "blockquote", "a"})
TAGS: Final = TEXT_TAGS | {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_READER: Final = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable(["table", "strikethrough"])
_READER.disable(["image"])
_HEADING: Final = re.compile(r"(</?h)([1-6])(?=>)")


def to_html(text: str) -> SafeString:
    """Return what a browser may be given, whoever wrote the text. The page has its own h1, so headings begin at h2."""
    made = _HEADING.sub(_lowered, _READER.render(text.replace("\x00", "")))
    clean = nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")
    return mark_safe(clean)  # noqa: S308 - nh3 let only harmless tags through


def _lowered(found: re.Match[str]) -> str:
    return f"{found[1]}{min(max(int(found[2]), 2), 4)}"
