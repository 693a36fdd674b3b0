"""The trail's verbs in words, for timelines."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VERBS = {
    "agreement.changed": gettext_lazy("Agreement changed"),
    "agreement.copy_sent_back": gettext_lazy("Signed copy sent back"),
    "agreement.deposit_noted": gettext_lazy("Deposit noted"),
    "agreement.drafted": gettext_lazy("Agreement drawn up"),
    "agreement.offered": gettext_lazy("Agreement offered"),
    "agreement.signed": gettext_lazy("Agreement signed"),
    "agreement.signed_copy_sent": gettext_lazy("Signed copy sent"),
    "agreement.withdrawn": gettext_lazy("Agreement withdrawn"),
    "case.begun_by_founder": gettext_lazy("Begun by the founder"),
    "case.bulk_undone": gettext_lazy("Bulk change taken back"),
    "case.closed": gettext_lazy("Case closed"),
    "case.done": gettext_lazy("Case done"),
    "case.licensed": gettext_lazy("Licence recorded"),
    "case.message_in": gettext_lazy("Message from the founder"),
    "case.message_out": gettext_lazy("Message to the founder"),
    "case.noted": gettext_lazy("Note"),
    "case.own_step_done": gettext_lazy("Founder’s step done"),
    "case.paper_accepted": gettext_lazy("Paper accepted"),
    "case.paper_sent": gettext_lazy("Paper sent"),
    "case.paper_sent_back": gettext_lazy("Paper sent back"),
    "case.postpone": gettext_lazy("Due day moved"),
    "case.reassign": gettext_lazy("Handed over"),
    "case.reminded": gettext_lazy("Founder reminded"),
    "case.reopened": gettext_lazy("Case opened again"),
    "case.replanned": gettext_lazy("Planned anew"),
    "case.started": gettext_lazy("Case started"),
    "case.started_at_counter": gettext_lazy("Started at the counter"),
    "case.step_done": gettext_lazy("Step done"),
    "case.step_dropped": gettext_lazy("Step left out"),
    "case.step_started": gettext_lazy("Step started"),
    "case.step_submitted": gettext_lazy("Submitted to the authority"),
    "case.step_taken_back": gettext_lazy("Step opened again"),
    "consent.given": gettext_lazy("Consent given"),
    "consent.withdrawn": gettext_lazy("Consent taken back"),
    "document.received": gettext_lazy("Paper received"),
    "document.rejected": gettext_lazy("Paper sent back"),
    "document.verified": gettext_lazy("Paper accepted"),
    "document.viewed": gettext_lazy("Paper looked at"),
    "enterprise.capital_changed": gettext_lazy("Registered capital changed"),
    "enterprise.left": gettext_lazy("Enterprise left"),
    "enterprise.licensed": gettext_lazy("Enterprise licensed"),
    "enterprise.officer_appointed": gettext_lazy("Officer appointed"),
    "enterprise.registered": gettext_lazy("Registration noted"),
    "person.account_linked": gettext_lazy("Account linked"),
    "person.changed": gettext_lazy("Person changed"),
    "person.registered": gettext_lazy("Person registered"),
}


def verb_words(verb: str) -> str:
    """Return a verb of the trail in the reader's language; one without words stays as it is."""
    return str(VERBS.get(verb, verb)) or _("Something")
