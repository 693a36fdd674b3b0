"""What readers see: reviewing, publishing one language at a time, taking it down, ending an edition."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Edition, Text
from kudosbay.publications.policy import must_write

RELIABLE = frozenset({Text.Status.SOURCE, Text.Status.REVIEWED})


def _locked(text: Text) -> Text:
    return (
        Text.objects.select_for_update(of=("self", "edition__publication"))
        .select_related("edition__publication")
        .get(pk=text.pk)
    )


def _facts(text: Text) -> dict[str, object]:
    return {"edition": text.edition.number, "language": text.language}


@transaction.atomic
def review_text(text: Text, *, by: User, now: datetime) -> Text:
    """Say that a translation says what the original says."""
    must_write(by)
    text = _locked(text)
    text.move_to(Text.Status.REVIEWED)
    Text.objects.filter(pk=text.pk).update(reviewed_by=by, reviewed_at=now, parked_because="", published_as_is=False)
    text.refresh_from_db()
    trail.record(by, "text.reviewed", on=[text.edition.publication], facts=_facts(text))
    return text


@transaction.atomic
def keep_up(text: Text, *, by: User, now: datetime) -> Text:
    """Say that a translation that fell behind has been brought up to the original; somebody reviews it then."""
    must_write(by)
    text = _locked(text)
    text.move_to(Text.Status.DRAFT)
    Text.objects.filter(pk=text.pk).update(written_at=now, parked_because="")
    trail.record(by, "text.brought_up", on=[text.edition.publication], facts=_facts(text))
    return text


@transaction.atomic
def publish_text(text: Text, *, by: User, now: datetime) -> Text:
    """Show this language, and no other, to readers. One that cannot be relied on is parked with the reason instead."""
    must_write(by)
    text = _locked(text)
    reason = _reason_against(text)
    if reason:
        Text.objects.filter(pk=text.pk).update(parked_because=reason)
        trail.record(by, "text.parked", on=[text.edition.publication], facts=_facts(text) | {"status": text.status})
    else:
        _show(text, by=by, now=now)
    text.refresh_from_db()
    return text


def _reason_against(text: Text) -> str:
    if text.status == Text.Status.BEHIND:
        return _(
            "The original was changed after this translation. Bring it up to the original, or publish it marked as behind."
        )
    if text.status not in RELIABLE:
        return _("Nobody has reviewed this translation. Let it be reviewed, or publish it marked as not reviewed.")
    return ""


@transaction.atomic
def publish_as_is(text: Text, *, by: User, now: datetime) -> Text:
    """Show a translation that is unreviewed or behind; the page says so beside its title."""
    must_write(by)
    text = _locked(text)
    if text.status in RELIABLE:
        raise Refused(_("This text needs no mark: publish it."))
    Text.objects.filter(pk=text.pk).update(published_as_is=True)
    _show(text, by=by, now=now)
    text.refresh_from_db()
    return text


def _show(text: Text, *, by: User, now: datetime) -> None:
    if text.published_at:
        raise Refused(_("This language is published already."))
    _ready(text)
    Text.objects.filter(pk=text.pk).update(published_at=now, parked_because="")
    edition = Edition.objects.select_for_update().get(pk=text.edition_id)
    if edition.published_at is None:
        _first_shown(edition, now)
    trail.record(by, "text.published", on=[text.edition.publication], facts=_facts(text) | {"status": text.status})


def _ready(text: Text) -> None:
    """Refuse what is incomplete: a reader must be able to tell by whom, from when, and from where it is known."""
    edition, kind = text.edition, KINDS[text.edition.publication.kind]
    if not text.body.strip():
        raise Refused(_("There is no text yet. Write it, then publish."))
    missing = [str(Edition._meta.get_field(name).verbose_name) for name in kind.dated if not getattr(edition, name)]  # type: ignore[union-attr]
    missing += [str(label) for label in kind.missing(edition.details)]
    if missing:
        raise Refused(_("Before it is published, this must be given: %(missing)s") % {"missing": ", ".join(missing)})
    if kind.signed and not edition.details.get("signed_on"):
        raise Refused(_("Nobody has signed this off yet."))


def _first_shown(edition: Edition, now: datetime) -> None:
    """From the first published text on it is an edition; the one before ends on the day before it begins."""
    begins = edition.valid_from or localdate(now)
    edition.change(edition.version, published_at=now, valid_from=begins)
    before = Edition.objects.select_for_update().filter(publication=edition.publication_id, number__lt=edition.number)
    for earlier in before.published().filter(superseded_by=None).order_by("pk"):
        last_day = min(earlier.valid_until or date.max, begins - timedelta(days=1))
        earlier.change(earlier.version, valid_until=last_day, superseded_by=edition)


@transaction.atomic
def take_down(text: Text, *, by: User) -> Text:
    """Take a language off the public pages again; the others stay."""
    must_write(by)
    text = _locked(text)
    if text.published_at is None:
        raise Refused(_("This language is not published."))
    Text.objects.filter(pk=text.pk).update(published_at=None, published_as_is=False)
    text.refresh_from_db()
    trail.record(by, "text.taken_down", on=[text.edition.publication], facts=_facts(text))
    return text


@transaction.atomic
def end_edition(edition: Edition, *, last_day: date, by: User) -> Edition:
    """Say on which day it is in force for the last time. It stays readable, marked as ended."""
    must_write(by)
    edition = (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )
    if edition.published_at is None:
        raise Refused(_("It was never published, so it cannot end."))
    if edition.valid_from and last_day < edition.valid_from - timedelta(days=1):
        raise Refused(_("It cannot end before it begins."), field="last_day")
    edition.change(edition.version, valid_until=last_day)
    trail.record(by, "edition.ended", on=[edition.publication], facts={"edition": edition.number, "on": str(last_day)})
    return edition


@transaction.atomic
def sign_off(edition: Edition, *, by: User, now: datetime) -> Edition:
    """Sign for a finding: by somebody else than whoever owns the dossier."""
    must_write(by)
    edition = (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )
    kind = KINDS[edition.publication.kind]
    if not kind.signed:
        raise Refused(_("Only research is signed off."))
    if edition.publication.owner_id == by.pk:
        raise Refused(_("Whoever owns the dossier cannot sign it off: ask a colleague."))
    missing = kind.missing(edition.details)
    if missing or not edition.texts.filter(status=Text.Status.SOURCE).exclude(body="").exists():
        raise Refused(_("There must be sources and a finding before somebody signs for them."))
    signed = {"signed_by": by.pk, "signed_name": str(by), "signed_on": str(localdate(now))}
    edition.change(edition.version, details=edition.details | signed)
    trail.record(by, "research.signed_off", on=[edition.publication], facts={"edition": edition.number})
    return edition
