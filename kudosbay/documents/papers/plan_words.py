"""The fixed words of a plan on paper."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

VERDICTS: dict[str, Word] = {
    "possible": _("You can do this in Songjiang"),
    "conditional": _("You can do this under conditions"),
    "blocked": _("Not possible as described"),
}
LANES: dict[str, Word] = {"you": _("You"), "we": _("We"), "authority": _("Authority")}


def words() -> dict[str, Word]:
    return {
        "title": _("Your plan"),
        "code": _("Code of this plan"),
        "start": _("First day of work"),
        "made": _("Made on"),
        "law": _("Law as of"),
        "provisional": _("The calendar of a later year is not published yet: dates in it are provisional."),
        "blocks": _("What stands in the way"),
        "instead": _("Instead"),
        "uncertain": _("not certain yet"),
        "notes": _("Good to know"),
        "steps": _("Steps"),
        "step": _("Step"),
        "who": _("Who"),
        "when": _("When"),
        "days": _("Working days"),
        "fee": _("Fee"),
        "risk": _("Risk"),
        "if_needed": _("only if needed"),
        "unverified": _("Not verified yet: ask your adviser."),
        "critical": _("A delay here delays everything"),
        "papers": _("Papers"),
        "paper": _("Paper"),
        "brings": _("Brought by"),
        "route": _("How it is proved"),
        "sign": _("How to sign"),
        "translate": _("with a Chinese translation"),
        "deadlines": _("Deadlines after the licence"),
        "deadline": _("Deadline"),
        "penalty": _("If it is missed"),
        "sources": _("Sources"),
        "advice": _("This plan is not legal advice. Rules change: ask for a new plan before you act on an old one."),
        "open": _("Scan to open this plan on a phone or at the counter"),
        "demonstration": _("Demonstration"),
    }
