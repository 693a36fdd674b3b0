"""Each screen text exists in each language of its readers, with the same placeholders and the same tags."""

import re

import pytest

from scripts import messages
from tests.house.source import told

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|(?<![%\w])\{(\w*)\}")
TAG = re.compile(r"</?([a-z]+)[^>]*>")
LOCALES = messages.locales()


def _pairs(locale: str) -> list[tuple[str, str, bool]]:
    """Return (source, translation, is one of several plural forms)."""
    pairs = []
    for message in messages.read(locale):
        if not message.id or not messages.translated(message):
            continue
        if isinstance(message.id, str):
            pairs.append((message.id, str(message.string), False))
        else:
            pairs += [(message.id[1], str(string), True) for string in message.string]
    return pairs


def _marks(text: str) -> list[str]:
    return sorted({match[1] or match[2] for match in PLACEHOLDER.finditer(text)})


def _tags(text: str) -> list[str]:
    return sorted(match[1] for match in TAG.finditer(text))


def _differs(source: str, translation: str, *, of_several: bool) -> bool:
    wanted, have = set(_marks(source)), set(_marks(translation))
    # "One case" needs no number; no form may name what is not given.
    return not have <= wanted if of_several else have != wanted


def test_the_languages_of_the_first_centre_are_there():
    assert {"zh_Hans", "ar"} <= set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(locale):
    missing = messages.missing(locale)
    assert not missing, told(
        missing[:40], f"Run `make messages`, then translate in locale/{locale}: {len(missing)} texts."
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_are_the_same(locale):
    wrong = [
        f"{source!r} → {translation!r}"
        for source, translation, of_several in _pairs(locale)
        if _differs(source, translation, of_several=of_several)
    ]
    assert not wrong, told(wrong, "A translation uses exactly the placeholders of its source.")


@pytest.mark.parametrize("locale", LOCALES)
def test_tags_are_the_same(locale):
    wrong = [f"{source!r} → {text!r}" for source, text, _several in _pairs(locale) if _tags(source) != _tags(text)]
    assert not wrong, told(wrong, "A translation keeps the tags of its source.")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_holds_nothing_that_is_gone(locale):
    used = {(message.id if isinstance(message.id, str) else message.id[0]) for message in messages.template(locale)}
    gone = [repr(m.id) for m in messages.read(locale) if (m.id if isinstance(m.id, str) else m.id[0]) not in used]
    assert not gone, told(gone, "Run `make messages`: no screen says this any more.")
