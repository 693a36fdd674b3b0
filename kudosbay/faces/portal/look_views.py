"""Who looked at one's papers and passport numbers, when, in which office, and what for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kudosbay.documents.queries import Look, who_looked
from kudosbay.faces.happenings import LOOKS, identifier_words, paper_words
from kudosbay.faces.requests import user_of
from kudosbay.kernel import formats
from kudosbay.kernel.permissions import Role


def looks(request: HttpRequest) -> HttpResponse:
    person = getattr(user_of(request), "person", None)
    entries = [told(look) for look in who_looked(person)] if person else []
    return render(request, "accounts/looks.html", {"entries": entries})


def told(look: Look) -> dict[str, Any]:
    why = look.reason or str(LOOKS.get(look.purpose, ""))
    often = ngettext("%(num)d page", "%(num)d pages", look.times) % {"num": look.times} if look.times > 1 else ""
    return {
        "title": number_words(look.number) if look.number else paper_words(look.paper),
        "by": " · ".join(filter(None, [look.who, who_words(look.role)])),
        "when": formats.moment_words(look.at),
        "text": " · ".join(filter(None, [why, often])),
    }


def who_words(role: str) -> str:
    return str(Role(role).label) if role in Role.values else _("the software")


def number_words(kind: str) -> str:
    return _("Whole number: %(document)s") % {"document": identifier_words(kind)}
