"""What a founder is told about the case: one notice per act, in her or his language, leading to the case."""

from collections.abc import Mapping
from datetime import datetime

from kudosbay.cases.models import Case
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify

Value = str | Mapping[str, str]


def tell(case: Case, template: str, *, act: str, by: Actor, now: datetime, **data: Value) -> None:
    """`act` tells this notice from others of its kind; the address finds the reader's language by itself."""
    notify(
        person=case.founder,
        template=template,
        key=f"{template}:{case.pk}:{act}",
        data={"case": case.reference, "link": f"/go/case/{case.reference}/", **data},
        by=by,
        now=now,
    )
