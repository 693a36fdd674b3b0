"""A guide as its readers see it: what to do, how long it takes, and how far each line can be relied on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.asking import OWNER
from kudosbay.cases.guides import Guide, forms, guide
from kudosbay.cases.words import form_words, record_words, words
from kudosbay.faces.context import places as named_places
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.site.heads import as_json_ld, in_all_languages, publisher
from kudosbay.faces.site_addresses import shelf_address
from kudosbay.kernel.search import fold
from kudosbay.kernel.text import pick
from kudosbay.publications.queries import shelf
from kudosbay.rulebook.dated import written_span

SURE: Final = {
    "high": _("Read in the legal text."),
    "medium": _("From a serious secondary source."),
    "low": _("From practice."),
    "unverified": _("Not verified: ask an adviser."),
}


def shelves(here: str) -> list[dict[str, Any]]:
    """Return the three lists of guides, each with how much stands in it."""
    counted = (
        (reverse("public:set_ups"), _("Step by step"), len(forms())),
        (reverse("public:places"), _("Countries and regions"), len(named_places(html_lang()))),
        (shelf_address("guide"), _("Further guides"), shelf("guide").count()),
    )
    return [{"label": label, "href": href, "count": count, "current": href == here} for href, label, count in counted]


def list_page(typed: str, *, today: date) -> dict[str, Any]:
    found = [told for record in forms() if (told := guide(record.id, today)) and _answers(told, typed)]
    return {
        "guides": [{"guide": one, **_names(one.form.id)} for one in found],
        "typed": typed,
        "shelves": shelves(reverse("public:set_ups")),
        **in_all_languages("public:set_ups"),
    }


def _names(form: str) -> dict[str, Any]:
    return record_words("forms", form, ("name", "note"))


def _answers(told: Guide, typed: str) -> bool:
    hay = fold(" ".join(text for texts in _names(told.form.id).values() for text in (texts or {}).values()))
    return all(word in hay for word in fold(typed).split())


def guide_page(told: Guide, *, today: date) -> dict[str, Any]:
    form = told.form
    steps = told.plan["steps"]
    return {
        "guide": told,
        "form_rule": {**form.data, "valid": written_span(form.span)},
        "names": _names(form.id),
        "steps": steps,
        "sure": SURE,
        "papers": [one for one in told.plan["papers"] if one["by"] == "you"],
        "starts": [
            (_choice(one), reverse("portal:way_with", query={"owner": one["value"]}), one) for one in told.owners
        ],
        "laws": [
            (words("regimes", law.id, "name", inline=law.data["name"]), written_span(law.span), law.data)
            for law in told.laws
        ],
        "checked": min(_days(one["checked"] for one in [*steps, form.data])),
        "unverified_steps": sum(one["confidence"] == "unverified" for one in steps),
        "unverified_days": sum(one["days_confidence"] == "unverified" for one in steps),
        "today": today,
        **in_all_languages("public:set_up", form.id),
        "json_ld": _json_ld(told),
    }


def _choice(choice: Mapping[str, Any]) -> Any:
    return words("questions", OWNER, f"choices.{choice['value']}.text", inline=choice["text"])


def _days(written: Iterable[Any]) -> list[date]:
    return [one if isinstance(one, date) else date.fromisoformat(one) for one in written]


def _json_ld(told: Guide) -> Any:
    lang, names = html_lang(), _names(told.form.id)
    return as_json_ld(
        {
            "@type": "HowTo",
            "name": pick(form_words(told.form.id), [lang]).text,
            "description": pick(names["note"] or {}, [lang]).text,
            "inLanguage": lang,
            "url": in_all_languages("public:set_up", told.form.id)["canonical"],
            "step": [
                {"@type": "HowToStep", "position": number, "name": pick(step["name"], [lang]).text}
                for number, step in enumerate(told.plan["steps"], start=1)
            ],
            "publisher": publisher(),
        }
    )
