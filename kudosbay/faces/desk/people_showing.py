"""What the pages of people show."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.cases.histories import Happening, history_of, open_chips
from kudosbay.cases.models import Case
from kudosbay.centre.queries import consent_texts
from kudosbay.enterprises.queries import enterprises_of
from kudosbay.faces.context import territories
from kudosbay.faces.desk.guest_showing import told_aspects
from kudosbay.faces.desk.people_forms import ConsentForm, language_name
from kudosbay.faces.desk.table import Column
from kudosbay.faces.happenings import told as told_act
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.messaging.compose import compose
from kudosbay.people import queries
from kudosbay.people.models import Person
from kudosbay.people.names import name_for, sort_key
from kudosbay.people.policy import can_be_undone

SYSTEMS = ("passport", "bank", "tax", "railway", "permit")


def columns() -> list[Column]:
    place = territories(html_lang())
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Full name, in own script"), lambda row: row.full_name),
        Column(_("Name in Latin letters"), lambda row: row.latin_name),
        Column(_("Chinese name"), lambda row: row.chinese_name),
        Column(_("Country or region"), lambda row: place(row.nationality)),
        Column(_("Languages"), lambda row: " ".join(row.languages)),
        Column(_("E-mail"), lambda row: row.email),
        Column(_("Phone"), lambda row: row.phone),
        Column(_("Source"), lambda row: row.get_source_display()),
        Column(_("Adviser"), lambda row: row.adviser),
        Column(_("In the database since"), lambda row: row.registered_on),
    ]


def person_page(person: Person, user: User, *, chip: str = "", **bound: Any) -> dict[str, Any]:
    """Return the context of a person's page; `bound` holds a form that came back with errors."""
    texts = {text.purpose: text for text in consent_texts(localdate(), language=html_lang())}
    return {
        "person": person,
        "languages": [language_name(code) for code in person.languages],
        "spellings": spellings(person),
        "identifiers": queries.identifiers(person),
        "consents": [(consent, texts.get(consent.purpose)) for consent in queries.standing_consents(person)],
        "consent_form": bound.get("consent") or ConsentForm(texts=texts),
        "cases": Case.objects.visible_to(user).filter(founder=person).order_by("-opened_at")[:20],
        "companies": enterprises_of(person),
        "themes": themes_of(person),
        "guest": told_aspects(queries.guest_profile(person, now=timezone.now())),
        "alike": queries.same_addresses(person, user),
        "merges": [(merge, can_be_undone(merge, now=timezone.now())) for merge in queries.merges_of(person)],
        "chips": chips(person, user, chip),
        "happenings": happenings(person, user, chip, purposes={name: text.title for name, text in texts.items()}),
        "form": next(iter(bound.values()), None),
    }


def spellings(person: Person) -> list[tuple[str, str]]:
    """Return each system that has a spelling of its own, with the name as it takes it."""
    labels = {
        "passport": _("Passport, machine-readable line"),
        "bank": _("Bank"),
        "tax": _("Tax office"),
        "railway": _("Railway tickets"),
        "permit": _("Permits"),
    }
    spelt = [(labels[system], name_for(person, system)) for system in SYSTEMS]
    return [(label, name) for label, name in spelt if name]


def chips(person: Person, user: User, chosen: str) -> list[dict[str, Any]]:
    labels = {
        "": _("All"),
        "cases": _("Cases"),
        "papers": _("Papers"),
        "enterprises": _("Enterprises"),
        "consents": _("Consents"),
        "record": _("Record"),
        "messages": _("Messages"),
    }
    here = reverse("desk:person", args=[person.reference])
    return [
        {"label": labels[name], "href": f"{here}?chip={name}#timeline" if name else here, "current": name == chosen}
        for name in ("", *open_chips(user))
    ]


def happenings(person: Person, user: User, chip: str, *, purposes: Mapping[str, str]) -> list[dict[str, Any]]:
    found = history_of(person, user, chip=chip)
    names = names_of(one.act.actor_id for one in found if one.act)
    return [told(one, names=names, purposes=purposes) for one in found]


def told(one: Happening, *, names: Mapping[int, str], purposes: Mapping[str, str]) -> dict[str, Any]:
    """Return one happening in words."""
    when = formats.moment_words(one.at)
    if one.message:
        author = one.message.author or one.message.get_direction_display()
        said = {"title": one.message.get_direction_display(), "by": author, "text": one.message.text}
        return {"when": when, "lang": one.message.language, **said}
    if one.delivery:
        how = f"{one.delivery.get_channel_display()} · {one.delivery.get_status_display()}"
        return {"when": when, "title": compose(one.delivery).subject, "by": how}
    return told_act(one.act, names=names, purposes=purposes) if one.act else {}


def change_initial(person: Person) -> dict[str, Any]:
    names = ("full_name", "latin_name", "passport_family", "passport_given", "chinese_name", "call_me", "nationality")
    own = {name: getattr(person, name) for name in (*names, "birth_date", "email", "phone", "pronounce_as", "version")}
    first, *others = person.languages or [""]
    set_by_hand = person.sort_key if person.sort_key != sort_key(person) else ""
    ways = {"language": first, "other_languages": others, "sort_key": set_by_hand}
    return own | ways | {"adviser": str(person.adviser_id or "")}
