"""Pages read in any direction, under the content policy, in tokens' colours, in the reader's language."""

import re
from functools import cache

from bs4 import BeautifulSoup, NavigableString
from django.conf import settings

from tests.house.source import PACKAGE, ROOT, product, told, tracked

VENDORED = "kudosbay/static/vendor/"
TOKENS = "kudosbay/static/tokens.css"
MAIL = "kudosbay/faces/templates/mail/"  # mail programs read no style sheets

PHYSICAL_CLASS = re.compile(r"^(m|p)[lr]-|^(text|float|border|rounded)-(left|right)\b|^float-|^(left|right)-\d")
PHYSICAL_CSS = re.compile(
    r"\b(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b"
    r"|\bborder-(top|bottom)-(left|right)-radius\b|[{;\s](left|right)\s*:|\bfloat\s*:(?!\s*none)|\btext-align\s*:\s*(left|right)\b"
)
HEX_IN_CSS = re.compile(r":[^;{}]*#[0-9a-fA-F]{3,8}\b")
HEX_IN_MARKUP = re.compile(
    r"""(?:fill|stroke|color|content|style|background|bgcolor)\s*[=:]\s*["'][^"']*#[0-9a-fA-F]{3,8}\b"""
)
HEX_IN_PAPER = re.compile(r"""rgb\(\s*["']""")
DJANGO_TAGS = re.compile(r"\{%-?\s*(load|url|static|csrf_token|blocktrans|blocktranslate)\b")
HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
FOREIGN = re.compile(
    r"<(?!a\b)[a-z]+\b[^>]*\b(?:src|srcset|href|action)\s*=\s*[\"'](?:https?:)?//[^\"']*", re.IGNORECASE
)
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"  # where an expression or a tag of Jinja stood
WORD = re.compile(r"[A-Za-z]{3,}")
SPOKEN = ("aria-label", "title", "placeholder", "alt")
SILENT = {"code", "kbd", "script", "style", "samp"}
OURS = {"Kudosbay", "CSV", "JSON", "PDF"}
NAME_IN_CODE = re.compile(r"[\s?&]*[a-z0-9_.\-]+=?\s*")  # {% block icon %}file-x{% endblock %}


def _files(*endings: str) -> list[str]:
    ours = (name for name in tracked() if name.startswith("kudosbay/") and not name.startswith(VENDORED))
    return [name for name in ours if name.endswith(endings)]


@cache
def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _without_comments(name: str) -> str:
    return re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), _text(name), flags=re.DOTALL)


def _markup(name: str) -> str:
    """Return what stands in the template itself: no comments, no translated texts, no expressions."""
    text = re.sub(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", "", _without_comments(name), flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", HOLE, text, flags=re.DOTALL)


def _templates() -> list[str]:
    return _files(".html")


def _found(pattern: re.Pattern[str], names: list[str], read=_without_comments) -> list[str]:
    return [
        f"{name}:{read(name)[: match.start()].count(chr(10)) + 1} {match[0].strip()[:80]}"
        for name in names
        for match in pattern.finditer(read(name))
    ]


def test_templates_name_no_physical_side():
    classes = [
        f"{name}: {word}"
        for name in _templates()
        for group in re.findall(r"class=\"([^\"]*)\"", _without_comments(name))
        for word in group.split()
        if PHYSICAL_CLASS.match(word)
    ]
    assert not classes, told(classes, "Arabic reads from the other side: write ms- me- ps- pe- text-start float-start.")


def test_styles_name_no_physical_side():
    sides = _found(PHYSICAL_CSS, _files(".css"), _text)
    assert not sides, told(sides, "Write margin-inline-start, inset-inline-end, text-align: start, no float.")


def test_no_inline_style_or_script():
    inline = [
        f"{name}: {tag.name} {str(tag)[:60]}"
        for name in _templates()
        if not name.startswith(MAIL)
        for tag in BeautifulSoup(_markup(name), "html.parser").find_all(True)
        if tag.name == "style" or tag.has_attr("style") or (tag.name == "script" and _runs_here(tag))
    ]
    inline += _found(HANDLER, _templates(), _markup)
    assert not inline, told(inline, "The content policy stops it: a class in the style sheet, a module in static/.")


def _runs_here(tag) -> bool:
    return not tag.has_attr("src") and tag.get("type") not in {
        "application/json",
        "application/ld+json",
        "speculationrules",
    }


def test_colours_stand_in_the_tokens():
    colours = _found(HEX_IN_CSS, [name for name in _files(".css") if name != TOKENS], _text)
    colours += _found(HEX_IN_MARKUP, _files(".html", ".svg"))
    colours += _found(HEX_IN_PAPER, _files(".typ"))
    assert not colours, told(colours, "Name the colour in static/tokens.css and use var(--…); papers and mail read it.")


def test_every_page_says_its_language():
    silent = [
        name
        for name in _templates()
        for tag in re.findall(r"<html\b.*?>", _without_comments(name), flags=re.DOTALL)
        if "lang=" not in tag or "dir=" not in tag
    ]
    assert not silent, told(silent, 'Write <html lang="{{ html_lang() }}" dir="{{ text_direction() }}">.')


def test_every_page_is_made_by_jinja():
    assert settings.TEMPLATES[0]["BACKEND"].endswith("jinja2.Jinja2")
    stray = [name for name in _templates() if "/faces/templates/" not in name]
    stray += _found(DJANGO_TAGS, _templates())
    assert not stray, told(stray, "Templates are Jinja2 and stand in kudosbay/faces/templates.")


def test_nobody_includes_all_addresses_of_a_package():
    whole = [source.name for source in product() if re.search(r"include\(\s*[\"']allauth", source.text)]
    assert not whole, told(whole, "Name each view of the package: its other pages are in another template language.")


def test_pages_ask_no_other_host():
    hosts = _found(FOREIGN, [name for name in _templates() if not name.startswith(MAIL)])
    assert not hosts, told(hosts, "Pages must work inside China: vendor the file under static/vendor.")


def test_there_are_no_flags():
    flags = _found(FLAG, _files(".html", ".txt", ".css", ".py", ".yaml", ".typ"), _text)
    assert not flags, told(flags, "No flags: write the name of the country or region.")


def test_nothing_is_marked_safe_in_a_template():
    safe = _found(re.compile(r"\|\s*safe\b"), _templates())
    assert not safe, told(safe, "Escape it, or make Markup in Python where the parts are escaped one by one.")


def _untranslated(name: str) -> list[str]:
    soup = BeautifulSoup(_markup(name), "html.parser")
    texts = [str(text) for text in soup.find_all(string=True) if _is_spoken(text)]
    texts += [str(tag.get(part, "")) for tag in soup.find_all(True) for part in SPOKEN]
    pieces = [piece for text in texts for piece in text.split(HOLE) if not NAME_IN_CODE.fullmatch(piece)]
    return [f"{name}: {' '.join(piece.split())[:80]}" for piece in pieces if set(WORD.findall(piece)) - OURS]


def _is_spoken(text: NavigableString) -> bool:
    return type(text) is NavigableString and not any(parent.name in SILENT for parent in text.parents)


def test_every_word_can_be_translated():
    raw = [line for name in _templates() if "/styleguide/" not in name for line in _untranslated(name)]
    assert not raw, told(raw, 'Write {{ _("…") }} or {% trans %}…{% endtrans %}: readers have many languages.')


def test_vendored_styles_come_in_both_directions():
    styles = [path.name for path in (PACKAGE / "static" / "vendor").glob("bootstrap-*/*.css")]
    assert {"bootstrap.min.css", "bootstrap.rtl.min.css"} <= set(styles)
