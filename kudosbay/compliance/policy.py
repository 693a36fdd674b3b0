"""Who may file for a firm on a day, and why an act on a return is refused."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.compliance.models import Engagement, FilingJob, Mandate, RealName
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role

Status = FilingJob.Status
ONE_DAY = timedelta(days=1)
# The centre's own rule: the tax office speaks with the legal representative and with the tax handler of a firm.
NEEDED_ROLES: Final = frozenset({RealName.Role.LEGAL_REPRESENTATIVE, RealName.Role.TAX_HANDLER})
LACKS: Final[Mapping[str, Promise]] = {
    "engagement": gettext_lazy("No agreement with a tax partner covers this duty on this day."),
    "mandate": gettext_lazy("No power of attorney to file returns is in force on this day."),
    "real_name": gettext_lazy(
        "The legal representative or the tax handler is not identified at the tax office, or the passport has expired."
    ),
}


@dataclass(frozen=True, slots=True)
class Authority:
    """What the tax partner holds of one firm on a day, for one duty."""

    engaged: bool = False
    mandate: Mandate | None = None
    standing: bool = False  # may confirm in the firm's place
    roles: frozenset[str] = frozenset()  # identified and not expired

    @property
    def lacks(self) -> list[str]:
        """Return keys of LACKS; empty where everything is there."""
        held = {"engagement": self.engaged, "mandate": self.mandate, "real_name": self.roles >= NEEDED_ROLES}
        return [name for name, there in held.items() if not there]


def authorities(firms: Iterable[int], duty: str, *, day: date) -> dict[int, Authority]:
    """Return by enterprise what is held; three questions for any number of firms."""
    wanted = list(firms)
    engaged = {
        row.enterprise_id for row in Engagement.objects.live_on(day).filter(enterprise__in=wanted) if duty in row.duties
    }
    mandates = Mandate.objects.live_on(day).filter(enterprise__in=wanted).order_by("valid_to", "pk")
    filing = {row.enterprise_id: row for row in mandates if Mandate.Power.FILE in row.powers}
    roles: dict[int, set[str]] = {}
    named = RealName.objects.live_on(day).filter(enterprise__in=wanted)
    for firm, role in named.values_list("enterprise", "role"):
        roles.setdefault(firm, set()).add(role)
    return {
        firm: Authority(
            firm in engaged,
            filing.get(firm),
            firm in filing and Mandate.Power.CONFIRM in filing[firm].powers,
            frozenset(roles.get(firm, ())),
        )
        for firm in wanted
    }


def authority_of(job: FilingJob, *, day: date) -> Authority:
    return authorities([job.enterprise_id], job.batch.duty, day=day)[job.enterprise_id]


def must_be_partner(by: User) -> None:
    if Role.TAX_PARTNER not in by.role_set:
        raise NotAllowed(_("Only the tax partner can do this."))


def must_be_partner_or_manager(by: User) -> None:
    if not by.role_set & {Role.TAX_PARTNER, Role.MANAGER}:
        raise NotAllowed(_("Only the tax partner or the manager can do this."))


def must_say(because: str, field: str = "because") -> str:
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field=field)
    return because.strip()


def why_not(job: FilingJob, act: str, *, by: User, held: Authority, day: date) -> str:
    """Return the sentence with which an act of FROM is refused; empty where it may be done. Asks nothing."""
    if job.status not in FROM[act]:
        return _("This return is “%(now)s”: the act does not fit.") % {"now": job.get_status_display()}
    check = CHECKS.get(act)
    return check(job, by=by, held=held, day=day) if check else ""


def _review(job: FilingJob, *, by: User, **_more: object) -> str:
    if job.prepared_by_id == by.pk:
        return _("Whoever prepared a return does not review it. Ask a colleague.")
    return ""


def _confirm(_job: FilingJob, *, held: Authority, **_more: object) -> str:
    if not held.standing:
        return _("The firm gave no standing authority: it confirms on the portal or on paper.")
    return ""


def _submit(job: FilingJob, *, held: Authority, day: date, **_more: object) -> str:
    if held.lacks:
        return " ".join(str(LACKS[name]) for name in held.lacks)
    if not job.confirmed_hash or job.confirmed_hash != job.figures_hash:
        return _("The firm has not confirmed these figures.")
    opens = job.batch.opens_on or job.batch.period_last + ONE_DAY
    if day < opens:
        return _("The filing period has not opened yet.")
    return ""


Check = Callable[..., str]
# The acts that ask for nothing but a click, alone or for many returns at once.
FROM: Final[Mapping[str, frozenset[str]]] = {
    "review": frozenset({Status.PREPARED}),
    "confirm": frozenset({Status.REVIEWED}),
    "submit": frozenset({Status.CONFIRMED}),
    "archive": frozenset({Status.PAID, Status.NIL}),
}
CHECKS: Final[Mapping[str, Check]] = {"review": _review, "confirm": _confirm, "submit": _submit}
