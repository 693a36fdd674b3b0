"""Who is told what of a return: the firm that it waits for its word, the staff that a last day comes near."""

from datetime import datetime

from django.db.models import Q

from kudosbay.accounts.models import User
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.words import duty_words
from kudosbay.kernel import formats
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify
from kudosbay.people.models import Person


def people_of(job: FilingJob) -> list[Person]:
    """Return the persons with an account who invest in the firm or hold an office there now."""
    invests = Q(invests_in__enterprise=job.enterprise_id, invests_in__valid_to=None)
    serves = Q(offices__enterprise=job.enterprise_id, offices__valid_to=None)
    return list(Person.objects.filter(invests | serves).exclude(user=None).distinct().order_by("pk"))


def ask_to_confirm(job: FilingJob, *, by: Actor, now: datetime) -> None:
    for person in people_of(job):
        notify(
            person=person,
            template="return_to_confirm",
            key=f"return_to_confirm:{job.pk}:{job.figures_hash}:{person.pk}",
            data={
                "title": _named(job.batch),
                "period": job.batch.period,
                "link": f"/go/company/{job.enterprise.reference}/duties/",
            },
            by=by,
            now=now,
        )


def tell_staff(user: User, batch: FilingBatch, *, left: int, by: Actor, now: datetime) -> None:
    notify(
        user=user,
        template="returns_due",
        key=f"returns_due:{batch.pk}:{batch.stair}:{user.pk}",
        data={
            "title": _named(batch),
            "count": str(left),
            "day": str(formats.format_date(batch.due_on)) if batch.due_on else "",
            "link": f"/desk/compliance/{batch.reference}/",
        },
        by=by,
        now=now,
    )


def _named(batch: FilingBatch) -> dict[str, str]:
    return {language: f"{text} · {batch.period}" for language, text in duty_words(batch.duty).items()}
