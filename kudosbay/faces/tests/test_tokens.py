import re
from pathlib import Path

import pytest

import kudosbay

STATIC = Path(kudosbay.__file__).parent / "static"
TEXT = ("ink", "ink-2", "ink-3", "brand")
TINTED = ("turn", "ok", "bad", "info", "idle", "auth")


def declared(block):
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def blocks():
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, dark, auto = (
        declared(re.search(pattern, text, re.DOTALL)[1])
        for pattern in (
            r"\[data-bs-theme\] \{(.*?)\n\}",
            r'\[data-bs-theme="dark"\] \{(.*?)\n  \}',
            r'\[data-bs-theme="auto"\] \{(.*?)\n  \}',
        )
    )
    return light, dark, auto


LIGHT, DARK, AUTO = blocks()


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_says_everything_that_light_says():
    assert DARK.keys() == LIGHT.keys()


def test_paper_is_light():
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    for theme in ("dark", "auto"):
        before = text[: text.index(f'[data-bs-theme="{theme}"]')]
        assert before.rsplit("@media", 1)[1].startswith(" screen")


def test_the_device_chooses_the_same_dark_as_the_reader():
    assert AUTO == DARK


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(theme):
    pairs = [(name, ground) for name in TEXT for ground in ("page", "surface", "sunken")]
    pairs += [(name, f"{name}-bg") for name in TINTED] + [("brand", "brand-50"), ("on-brand", "brand")]
    pairs += [("on-brand", "brand-700"), ("on-danger", "danger-btn"), ("toast-ink", "toast-bg"), ("bad", "surface")]
    pairs += [("toast-link", "toast-bg"), ("ink", "brand-50")]
    dim = [pair for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < 4.5]
    assert not dim


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_bars_can_be_seen(theme):
    names = ["ctl", "lane-you", "lane-we", "lane-authority", *(f"chart-{number}" for number in range(1, 7))]
    assert not [name for name in names if contrast(theme[name], theme["surface"]) < 3]


def test_every_variable_of_ours_is_declared():
    ours = [path.read_text(encoding="utf-8") for path in STATIC.glob("*.css")]
    known = {name for text in ours for name in re.findall(r"--([\w-]+):", text)}
    used = {name for text in ours for name in re.findall(r"var\(--([\w-]+)", text)}
    assert not {name for name in used - known if not name.startswith("bs-")}


def test_every_icon_named_in_a_template_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    templates = STATIC.parent / "faces" / "templates"
    called = {
        name
        for path in templates.rglob("*.html")
        for name in re.findall(r'(?:\bicon\(|icon_name=|"icon": )"([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert "alert-circle" in called
    assert not called - drawn
