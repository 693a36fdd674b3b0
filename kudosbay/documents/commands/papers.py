import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.documents.checks import Checked
from kudosbay.documents.commands.keeping import keep_file
from kudosbay.documents.models import GeneratedPaper
from kudosbay.documents.papers import holder_on_paper, operator_on_paper, render_pdf, template_version, verify_address
from kudosbay.kernel import trail, vault
from kudosbay.kernel.formats import HOME_ZONE
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.numbers import next_reference
from kudosbay.people.models import Person

PAGE = re.compile(rb"/Type\s*/Page\b")


@transaction.atomic
def make_paper(
    template: str, *, language: str, data: Mapping[str, Any], holder: Person, by: User, now: datetime
) -> GeneratedPaper:
    """Make a paper for a person from a template, and keep its bytes with what it was made from."""
    key = secret_token()
    reference = str(data.get("reference") or next_reference("G", now.year))
    whole = {**data, **_surroundings(key, holder, now), "reference": reference}
    pdf = render_pdf(template, language, whole)
    name = f"{template}-{reference}.pdf"
    file = keep_file(Checked(pdf, name, "application/pdf", len(PAGE.findall(pdf)), {}), by=by, now=now)
    paper = GeneratedPaper.objects.create(
        reference=reference,
        key=key,
        template=template,
        template_version=template_version(template),
        language=language,
        sealed_data=vault.seal(json.dumps(whole, ensure_ascii=False).encode(), purpose=GeneratedPaper.PURPOSE),
        file=file,
        holder=holder,
        made_at=now,
        made_by=by,
    )
    trail.record(by, "paper.made", on=[paper, holder], facts={"template": template, "reference": reference})
    return paper


def _surroundings(key: str, holder: Person, now: datetime) -> dict[str, Any]:
    return {
        "made_on": now.astimezone(HOME_ZONE).date().isoformat(),
        "verify": verify_address(key),
        "operator": operator_on_paper(),
        "holder": holder_on_paper(holder),
    }
