"""What an asker is told: one notice per act, in her or his language, leading to the request."""

from collections.abc import Mapping
from datetime import datetime

from kudosbay.accounts.models import User
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify
from kudosbay.promises.models import Promise

Value = str | Mapping[str, str]


def tell(promise: Promise, template: str, *, act: str, by: Actor, now: datetime, **data: Value) -> None:
    """`act` tells this notice from others of its kind. Offices and what is between us get none."""
    if promise.asker_person is None or promise.inside:
        return
    notify(
        person=promise.asker_person,
        template=template,
        key=f"{template}:{promise.pk}:{act}",
        data={"title": one_line(promise.title), "link": f"/go/requests/{promise.reference}/", **data},
        by=by,
        now=now,
    )


def tell_staff(user: User, template: str, promise: Promise, *, act: str, by: Actor, now: datetime) -> None:
    notify(
        user=user,
        template=template,
        key=f"{template}:{promise.pk}:{act}:{user.pk}",
        data={
            "title": one_line(promise.title),
            "reference": promise.reference,
            "link": f"/desk/requests/{promise.reference}/",
        },
        by=by,
        now=now,
    )


def one_line(text: str) -> str:
    return " ".join(text.split())
