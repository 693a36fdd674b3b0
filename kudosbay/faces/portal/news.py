"""What happened in a case, in the words of its founder. Acts that do not stand here are the team's own."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.models import Case
from kudosbay.cases.plans import paper_of, step_of
from kudosbay.cases.standing import names_of_actors
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.formats import moment_words
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick

TOLD: Final[Mapping[str, Promise]] = {
    "case.started": _("Your case began"),
    "case.replanned": _("The plan was made anew"),
    "case.law_accepted": _("New rules changed your plan"),
    "case.step_started": _("Begun: %(what)s"),
    "case.step_submitted": _("Handed in to the authority: %(what)s"),
    "case.step_done": _("Done: %(what)s"),
    "case.own_step_done": _("Done by you: %(what)s"),
    "case.step_taken_back": _("Opened again: %(what)s"),
    "case.step_dropped": _("Not needed any more: %(what)s"),
    "case.paper_sent": _("Sent to us: %(what)s"),
    "case.paper_accepted": _("Accepted: %(what)s"),
    "case.paper_sent_back": _("Needs a change: %(what)s"),
    "case.licensed": _("The business licence was issued"),
    "case.message_out": _("Your adviser wrote to you"),
    "case.message_in": _("You wrote to your adviser"),
    "case.reminded": _("We reminded you"),
    "case.reassign": _("Your case went to another adviser"),
    "case.done": _("Everything is done"),
    "case.closed": _("The case was closed"),
    "case.reopened": _("The case was opened again"),
    "agreement.drafted": _("We prepare your agreement"),
    "agreement.offered": _("The agreement is ready to be signed"),
    "agreement.signed_copy_sent": _("The signed agreement was sent to us"),
    "agreement.copy_sent_back": _("The signed agreement needs a change"),
    "agreement.signed": _("The agreement is signed"),
    "agreement.deposit_noted": _("Your deposit has arrived"),
    "agreement.withdrawn": _("The agreement was withdrawn"),
}


def told(case: Case, entries: Sequence[TrailEntry]) -> list[dict[str, Any]]:
    """Return entries as the timeline shows them: title, by whom, when."""
    names = names_of_actors(entries)
    return [
        {
            "title": str(TOLD[entry.verb]) % {"what": _what(case, entry.facts)},
            "by": names.get(entry.actor_id, ""),
            "when": moment_words(entry.at),
        }
        for entry in entries
        if entry.verb in TOLD
    ]


def _what(case: Case, facts: Mapping[str, Any]) -> str:
    names = step_of(case.plan, facts.get("step", "")).get("name") or paper_of(case.plan, facts.get("paper", "")).get(
        "name"
    )
    return pick(names, [html_lang()]).text if names else ""
