"""Whoever told the centre her name once is not asked it again when she begins a case."""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.cases.commands import save_plan
from kudosbay.centre.commands import seed_centre
from kudosbay.kernel.trail import MACHINE

pytestmark = pytest.mark.django_db


def test_the_name_that_was_told_stands_in_the_form(cast, get):
    seed_centre()
    answers = {"owner": "me_alone", "country:founder": "NG"}
    plan = save_plan(answers, start=localdate(), language="en", by=MACHINE, now=timezone.now())
    cast.amara.name = ""
    cast.amara.save(update_fields=["name"])
    page = get(cast.amara, f"/en/plan/{plan.code}/begin/").content.decode()
    assert f'value="{cast.amara.person.full_name}"' in page
