"""The template environment: what every template may call without being given it.

A page may rely on `_`, `ngettext`, and on GLOBALS and FILTERS below. What depends on the request (`theme`, `operator`,
`territory`) comes by context processors;
`may(view, method="GET")` answers from the access matrix whether a link or a button leads on for who looks.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse, translate_url
from django.utils import translation
from django.utils.functional import Promise
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from kudosbay.cases.words import cited_words
from kudosbay.faces.charts import lay_bars, lay_lanes
from kudosbay.faces.controls import control
from kudosbay.faces.devices import device_name
from kudosbay.faces.language import DESK, DESK_LANGUAGES
from kudosbay.faces.mail_look import mail_colours
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.text import Said
from kudosbay.kernel.text import pick as pick_text

OWN_NAMES = {
    "en": "English",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
    "ar": "العربية",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "ja": "日本語",
    "kk": "Қазақша",
    "ko": "한국어",
    "ru": "Русский",
}
RTL = {"ar", "fa", "he", "ur"}
WRITTEN = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def html_lang(code: str | None = None) -> str:
    """The language as HTML writes it; without an argument, that of the page."""
    code = (code or translation.get_language() or "en").lower().replace("_", "-")
    return WRITTEN.get(code, code)


def text_direction(code: str | None = None) -> str:
    return "rtl" if html_lang(code).split("-")[0] in RTL else "ltr"


def lang_name(code: str) -> str:
    """A language in its own words."""
    return OWN_NAMES.get(code.lower().replace("_", "-"), code)


def language_links(request: HttpRequest | None) -> list[dict[str, Any]]:
    """The same page in each language: its own address where it has one, else the query that remembers the choice."""
    here = request.get_full_path() if request else "/"
    offered = DESK_LANGUAGES if here.startswith(DESK) else [code for code, _label in settings.LANGUAGES]
    return [_language_link(code, here) for code in offered]


def _language_link(code: str, here: str) -> dict[str, Any]:
    other = translate_url(here, code)
    if not translation.get_language_from_path(here):
        path, _mark, query = here.partition("?")
        kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
        other = f"{path}?{urlencode([*kept, ('lang', html_lang(code))])}"
    return {
        "lang": html_lang(code),
        "dir": text_direction(code),
        "name": lang_name(code),
        "href": other,
        "current": html_lang(code) == html_lang(),
    }


def url(name: str, *args: Any, query: Mapping[str, Any] | None = None, **kwargs: Any) -> str:
    if args or kwargs or query:
        return reverse(name, args=args or None, kwargs=kwargs or None, query=query)
    return _address(name, translation.get_language(), get_script_prefix())


@cache
def _address(name: str, _lang: str | None, _prefix: str) -> str:
    return reverse(name)


@cache
def asset(path: str) -> str:
    """The address of a file of ours, with the hash of what is in it."""
    return static(path)


def icon(name: str, *, size: int = 20, label: str = "") -> Markup:
    """An icon of the sprite; without a label it is silent to a screen reader."""
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    before, after = _drawing(name, size)
    return before + spoken + after


@lru_cache(maxsize=1024)
def _drawing(name: str, size: int) -> tuple[Markup, Markup]:
    use = Markup('><use href="{}#{}"></use></svg>').format(asset("icons.svg"), name)
    return Markup('<svg class="icon" width="{0}" height="{0}" ').format(size), use


def bdi(text: object) -> Markup:
    """A code, a number, an address: keeps its own direction inside Arabic."""
    return CODE + escape(text) + END


def latin(name: object) -> Markup:
    """A name in any script, kept apart from the sentence around it."""
    return NAME + escape(name) + END


CODE, NAME, END = Markup('<bdi dir="ltr" class="code">'), Markup("<bdi>"), Markup("</bdi>")


@pass_eval_context
def say(where: EvalContext, message: str, /, **values: Any) -> str:
    """The `_` of templates: a sentence in the language of the page, its values escaped where the page is."""
    said = _said(message, translation.get_language())
    marked = Markup(said) if where.autoescape else said  # noqa: S704 -- our own sentences
    return marked % values if values or "%" in said else marked


@lru_cache(maxsize=8192)
def _said(message: str, _lang: str | None) -> str:
    return translation.gettext(message)


def pick(texts: Mapping[str, str] | Said | str | Promise | None, wanted: str | None = None) -> Markup:
    """A text kept per language, in the reader's; where it is in another, marked as such for eye, voice and glyphs."""
    if texts is None or isinstance(texts, str | Promise):
        return escape(texts or "")
    said = texts if isinstance(texts, Said) else pick_text(texts, [html_lang(wanted)])
    if said.lang == html_lang():
        return escape(said.text)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(said.lang, text_direction(said.lang), said.text)


def iso_day(text: str | None) -> str:
    """A day kept as ISO text, as in a plan's JSON."""
    return formats.format_date(date.fromisoformat(text)) if text else ""


def source_title(key: str) -> str:
    """Where a rule was read, in words: for a citation such as `MER art 19` its title and the article."""
    return cited_words(key, html_lang())


def name_for(person: Any, system: str) -> str:
    """The spelling one counter expects: `passport`, `bank`, `tax`, `railway`, `permit`."""
    return str(person.name_for(system))


def attributes(values: Mapping[str, Any]) -> Markup:
    """HTML attributes of a mapping; True is a bare attribute, None and False are left out."""
    parts = [
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in values.items()
        if value is not None and value is not False
    ]
    return Markup("".join(parts))  # noqa: S704 -- each part is escaped


FILTERS = {
    "attributes": attributes,
    "bdi": bdi,
    "compact": formats.compact_number,
    "day": iso_day,
    "device_name": device_name,
    "format_date": formats.format_date,
    "html_lang": html_lang,
    "iso_bdi": bdi,
    "lang_name": lang_name,
    "latin": latin,
    "moment": formats.moment_words,
    "name_for": name_for,
    "number": formats.number,
    "pick": pick,
    "source_title": source_title,
    "two_zones": formats.two_zones,
    "verb": verb_words,
    "workday": formats.workday,
}
GLOBALS = {
    "comma": formats.comma,
    "compact_money": formats.compact_money,
    "control": control,
    "format_date": formats.format_date,
    "html_lang": html_lang,
    "icon": icon,
    "lang_name": lang_name,
    "language_links": language_links,
    "lay_bars": lay_bars,
    "lay_lanes": lay_lanes,
    "mail_colours": mail_colours,
    "money": formats.money,
    "percent": formats.percent,
    "pick": pick,
    "range_words": formats.range_words,
    "static": asset,
    "text_direction": text_direction,
    "two_zones": formats.two_zones,
    "url": url,
    "working_days": formats.working_days,
}


def _is_markup(template: str | None) -> bool:
    """Letters in plain text are not escaped."""
    return not (template or "").endswith(".txt")


def environment(**options: Any) -> Environment:
    options |= {"autoescape": _is_markup, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"]
    made = Environment(**options)  # noqa: S701 -- escapes all but .txt
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    made.globals |= {"_": say, "gettext": say}
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made
