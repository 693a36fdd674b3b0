"""A case started at the counter, by the adviser on the founder's behalf, visibly so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.cases.asking import Way
from kudosbay.cases.commands import Visitor, start_at_counter
from kudosbay.cases.queries import plan_by_code
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.counter_forms import CounterForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.jinja import OWN_NAMES
from kudosbay.faces.requests import user_of
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person


def counter(request: HttpRequest) -> HttpResponse:
    form = CounterForm(request.POST or None, lang=request.LANGUAGE_CODE, initial=_brought(request))
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _started(request, form)))
        if address:
            return redirect(address)
    context = {"form": form, "known": _known(request, str(form["person"].value() or ""))}
    return desk_page(request, "desk/counter.html", context, status=422 if form.errors else 200)


def _brought(request: HttpRequest) -> dict[str, str]:
    """Return what the address brings along: a plan's code, and somebody we know with her or his language."""
    given = {name: request.GET.get(name, "") for name in ("code", "person")}
    person = _known(request, given["person"])
    spoken = [one.lower() for one in person.languages] if person else []
    return given | {"language": next((one for one in spoken if one in OWN_NAMES), "en")}


def _known(request: HttpRequest, reference: str) -> Person | None:
    """Return whom a reference names, so that nobody starts a case for somebody else."""
    wanted = reference.strip().upper()
    return Person.objects.visible_to(user_of(request)).filter(reference=wanted).first() if wanted else None


def _started(request: HttpRequest, form: CounterForm) -> str:
    given = form.cleaned_data
    plan = plan_by_code(given["code"])
    if plan is None:
        raise Refused(_("There is no plan with this code. Compare it with what you wrote down."), field="code")
    today = localdate()
    way = Way(today, max(plan.start, today), dict(plan.answers), list(plan.declined))
    visitor = Visitor(**{name: given[name] for name in Visitor.__slots__})
    case = start_at_counter(visitor, facts=way.facts, plan_code=plan.code, by=user_of(request), now=timezone.now())
    return reverse("desk:case", args=[case.reference])
