"""What a public page that stands in every language tells machines: its address, its sisters, and what it is about."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse, translate_url
from markupsafe import Markup

from kudosbay.centre.queries import operator
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def in_all_languages(name: str, *args: str) -> dict[str, Any]:
    """Return canonical and alternates of a page whose text comes in each language of the site."""
    here = reverse(name, args=args)
    links = {html_lang(code): absolute(translate_url(here, code)) for code, _name in settings.LANGUAGES}
    return {"canonical": absolute(here), "alternates": links}


def publisher() -> Any:
    runs = operator()
    return {"@type": "Organization", "name": pick(runs.company, [html_lang()]).text} if runs else ""


def as_json_ld(told: Mapping[str, Any]) -> Markup:
    """Return a JSON-LD block in which no sign can end the script element. What is empty is left out."""
    whole = {"@context": "https://schema.org"} | dict(told)
    said = json.dumps({name: value for name, value in whole.items() if value}, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(said))  # noqa: S704 - signs escaped above
