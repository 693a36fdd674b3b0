from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.documents.models import GeneratedPaper
from kudosbay.kernel import trail
from kudosbay.kernel.ids import secret_token
from kudosbay.people.models import Person

VERSION = "1"


@transaction.atomic
def make_paper(
    template: str, *, language: str, data: Mapping[str, Any], holder: Person, by: User, now: datetime
) -> GeneratedPaper:
    """Keep what a paper is made from. It is drawn from this each time, the same to the letter."""
    paper = GeneratedPaper.objects.create(
        key=secret_token(),
        template=template,
        template_version=VERSION,
        language=language,
        data=dict(data),
        holder=holder,
        made_at=now,
        made_by=by,
    )
    trail.record(by, "paper.made", on=[paper, holder], facts={"template": template})
    return paper
