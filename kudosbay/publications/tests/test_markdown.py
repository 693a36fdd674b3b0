"""Hostile Markdown is harmless: nothing runs, nothing is fetched, nothing leads to a script."""

import pytest
from bs4 import BeautifulSoup

from kudosbay.publications.markdown import SCHEMES, TAGS, to_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "![x](https://example.org/pixel.png)",
    '[x](https://example.org "onmouseover=alert(1)")',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<style>body{display:none}</style>",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>`\n\n```\n<script>alert(1)</script>\n```",
    "<p style='position:fixed' onclick=x>y</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "| a | <script> |\n|---|---|\n| <b onclick=x>1</b> | [y](javascript:x) |",
    "# <script>x</script>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_harmless(text: str) -> None:
    for tag in BeautifulSoup(to_html(text), "html.parser").find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= {"href", "title", "rel", "start"}
        scheme = str(tag.get("href", "")).partition(":")[0].lower()
        assert ":" not in str(tag.get("href", "")) or scheme in SCHEMES


def test_honest_markdown_says_what_it_says() -> None:
    html = to_html("# Title\n\n- one\n- [two](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "<h2>Title</h2>" in html
    assert '<a href="https://example.org" rel="nofollow noopener">two</a>' in html
    assert "<td>1</td>" in html


def test_a_deep_or_long_text_ends() -> None:
    assert to_html(">" * 5000 + "x")
    assert to_html("[" * 5000)
    assert to_html("*a" * 20_000)
