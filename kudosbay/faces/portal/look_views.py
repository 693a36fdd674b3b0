"""Who looked at one's papers and passport numbers, when, in which office, and what for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kudosbay.cases.commands import SIGNED_COPY
from kudosbay.cases.words import paper_card
from kudosbay.documents.queries import Look, who_looked
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of
from kudosbay.kernel import formats
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.text import pick
from kudosbay.people.models import Identifier

PURPOSES = {
    "download": gettext_lazy("Downloaded, for the file or for an authority"),
    "pack": gettext_lazy("Put together for an authority"),
    "preview": gettext_lazy("Opened on the screen"),
    "review": gettext_lazy("Opened to check it"),
    "support": gettext_lazy("Opened to help with a question"),
}


def looks(request: HttpRequest) -> HttpResponse:
    person = getattr(user_of(request), "person", None)
    entries = [told(look) for look in who_looked(person)] if person else []
    return render(request, "accounts/looks.html", {"entries": entries})


def told(look: Look) -> dict[str, Any]:
    why = look.reason or str(PURPOSES.get(look.purpose, ""))
    often = ngettext("%(num)d page", "%(num)d pages", look.times) % {"num": look.times} if look.times > 1 else ""
    return {
        "title": number_words(look.number) if look.number else paper_words(look.paper),
        "by": " · ".join(filter(None, [look.who, role_words(look.role)])),
        "when": formats.moment_words(look.at),
        "text": " · ".join(filter(None, [why, often])),
    }


def role_words(role: str) -> str:
    return str(Role(role).label) if role in Role.values else _("the software")


def number_words(kind: str) -> str:
    name = str(Identifier.Kind(kind).label) if kind in Identifier.Kind.values else kind
    return _("Whole number: %(document)s") % {"document": name}


def paper_words(paper: str) -> str:
    if paper == SIGNED_COPY:
        return _("Signed agreement")
    return pick(paper_card(paper).get("name") or {"en": paper}, [html_lang()]).text
