"""One person: record, names, documents, consents, and everything that happened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.centre.queries import consent_texts
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.people_forms import ChangeForm, ConsentForm, IdentifierForm, RevealForm
from kudosbay.faces.desk.people_showing import change_initial, person_page
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of
from kudosbay.people import commands, queries
from kudosbay.people.models import Consent, Identifier, Person


def person_of(request: HttpRequest, reference: str) -> Person:
    people = Person.objects.visible_to(user_of(request)).select_related("adviser", "brought_by", "brought_by_person")
    return get_object_or_404(people, reference=reference)


def person(request: HttpRequest, person: str) -> HttpResponse:
    moved = queries.merged_into(user_of(request), person)
    if moved:
        return redirect("desk:person", moved.reference)
    found = person_of(request, person)
    context = person_page(found, user_of(request), chip=request.GET.get("chip", ""))
    return desk_page(request, "desk/people/person.html", context)


def change(request: HttpRequest, person: str) -> HttpResponse:
    found, user = person_of(request, person), user_of(request)
    form = ChangeForm(request.POST or None, user=user, initial=change_initial(found))
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, lambda: commands.change_person(found, seen=form.seen, by=user, values=form.values))
        if changed:
            messages.success(request, _("Saved."))
            return redirect("desk:person", person)
    context = {"form": form, "person": found}
    return desk_page(request, "desk/people/change.html", context, status=422 if form.errors else 200)


@require_POST
def consent(request: HttpRequest, person: str) -> HttpResponse:
    found = person_of(request, person)
    texts = {text.purpose: text for text in consent_texts(localdate(), language=html_lang())}
    form = ConsentForm(request.POST, texts=texts)
    if not form.is_valid() or not attempt(form, lambda: _given(request, found, form)):
        context = person_page(found, user_of(request), consent=form)
        return desk_page(request, "desk/people/person.html", context, status=422)
    messages.success(request, _("The consent is kept, with the words that were agreed to."))
    return redirect("desk:person", person)


def _given(request: HttpRequest, found: Person, form: ConsentForm) -> Consent:
    text, how = form.texts[form.cleaned_data["purpose"]], form.cleaned_data["how"]
    words = {"text_version": text.version, "language": text.language, "how": how}
    return commands.give_consent(found, text.purpose, by=user_of(request), now=timezone.now(), **words)


@require_POST
def consent_end(request: HttpRequest, person: str) -> HttpResponse:
    found, purpose = person_of(request, person), request.POST.get("purpose", "")[:40]
    commands.withdraw_consent(found, purpose, by=user_of(request), now=timezone.now())
    messages.success(request, _("The consent has ended."))
    return redirect("desk:person", person)


def identifier_add(request: HttpRequest, person: str) -> HttpResponse:
    found = person_of(request, person)
    form = IdentifierForm(request.POST or None, initial={"issued_by": found.nationality})
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: commands.add_identifier(found, by=user_of(request), **form.cleaned_data))
        if kept:
            messages.success(request, _("Kept, sealed."))
            return redirect("desk:person", person)
    context = {"form": form, "person": found}
    return desk_page(request, "desk/people/identifier.html", context, status=422 if form.errors else 200)


def identifier_show(request: HttpRequest, person: str, document: int) -> HttpResponse:
    """Ask for the reason; then show the number once."""
    found = person_of(request, person)
    row, form = get_object_or_404(Identifier, person=found, pk=document), RevealForm(request.POST or None)
    shown = attempt(form, lambda: _revealed(request, row, form)) if form.is_valid() else None
    context = {"form": form, "person": found, "identifier": row, "shown": shown}
    return desk_page(request, "desk/people/reveal.html", context, status=422 if form.errors else 200)


def _revealed(request: HttpRequest, row: Identifier, form: RevealForm) -> commands.Revealed:
    return commands.reveal_identifier(row, reason=form.cleaned_data["reason"], by=user_of(request))
