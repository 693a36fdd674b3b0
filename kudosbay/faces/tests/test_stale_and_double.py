"""Two people on one record: the second is told, shown both sides, and keeps the words. Two clicks: one record."""

from dataclasses import dataclass
from typing import Any

import pytest
from conftest import Cast
from django.utils import timezone
from tests.house.samples import FACTS

from kudosbay.cases.commands import draft_agreement, start_case
from kudosbay.cases.models import Case, SavedPlan
from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import Operator, Service
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Message
from kudosbay.people.models import Person

HOSTILE = '"><img src=x onerror=window.__x=1>'
SHOWN = "&lt;img src=x onerror=window.__x=1&gt;"


@dataclass
class Form:
    """Where it is sent, by whom, what stands in it, and the record whose version it carries."""

    path: str
    by: Any
    sent: dict[str, Any]
    record: Any


def step_form(case: Case, act: str, *, by: Any, status: str, **sent: Any) -> Form:
    step = case.steps.filter(status=status, lane="we").order_by("pk").first()
    return Form(f"/desk/cases/{case.reference}/steps/{step.step}/{act}/", by, sent, step)


def own_step(case: Case, by: Any) -> Form:
    step = case.steps.filter(status="ready", lane="you").order_by("pk").first()
    return Form(f"/en/case/{case.reference}/step/{step.pk}/done/", by, {}, step)


FORMS = [
    "person", "operator", "fee", "departure", "correct", "step_start", "step_done", "step_back", "step_drop", "licence",
    "agreement_lines", "own_step",
]  # fmt: skip


def form_of(name: str, world: Any) -> Form:
    case, wei, mei = world.things["fresh"], world.cast.wei, world.cast.mei
    company, person = world.things["company"], world.things["person"]
    if name == "person":
        sent = {"full_name": HOSTILE, "nationality": "NG", "language": "en", "source": "counter"}
        return Form(f"/desk/people/{person.reference}/change/", wei, sent, person)
    if name == "operator":
        sent = {"email": "a@example.org", "phone": "+86 21", "names_zh": HOSTILE, "names_en": "K"}
        return Form(
            "/desk/centre/operator/",
            mei,
            sent | {"address_zh": "上海", "address_en": "S", "first_day": "2017-04-12"},
            Operator.objects.get(),
        )
    if name == "fee":
        fee = Service.objects.filter(valid_to=None).order_by("pk")[0]
        return Form(f"/desk/centre/fees/{fee.pk}/", mei, {"price": "7100", "since": "2027-01-01"}, fee)
    return _of_case(name, case, wei) if name not in {"departure", "correct"} else _of_company(name, company, wei)


def _of_company(name: str, company: Any, by: Any) -> Form:
    day = company.licensed_on.isoformat()
    sent = {"left_on": day} if name == "departure" else {"licensed_on": day}
    return Form(f"/desk/enterprises/{company.reference}/{name}/", by, sent | {"because": HOSTILE}, company)


def _of_case(name: str, case: Case, by: Any) -> Form:
    if name == "own_step":
        return own_step(case, case.founder.user)
    if name == "agreement_lines":
        services = [str(pk) for pk in Service.objects.filter(valid_to=None).values_list("pk", flat=True)[:2]]
        agreement = case.agreements.get()
        return Form(f"/desk/cases/{case.reference}/agreement/lines/", by, {"services": services}, agreement)
    if name == "licence":
        return Form(
            f"/desk/cases/{case.reference}/licence/", by, licence(case) | {"address": HOSTILE}, _licence_step(case)
        )
    if name == "step_done":
        return step_form(case, "done", by=by, status="ready", done_on=case.opened_at.date().isoformat(), number=HOSTILE)
    return step_form(case, name.removeprefix("step_"), by=by, status="ready", because=HOSTILE)


def _licence_step(case: Case) -> Any:
    return case.steps.get(step="amr.licence")


def licence(case: Case) -> dict[str, Any]:
    sent = {"credit_code": "91310117MA1J2T5U14", "name_zh": "上海阿玛拉商务咨询有限公司", "origin": "converted"}
    money = {"licensed_on": case.opened_at.date().isoformat(), "amount": "500000", "currency": "CNY"}
    who = {"name_1": "Amara Nwosu", "country_1": "NG", "share_1": "100"}
    return sent | money | who | {f"kind_{number}": "natural" for number in range(1, 6)}


@dataclass
class World:
    cast: Cast
    things: dict[str, Any]


@pytest.fixture
def world(cast):
    seed_centre(by=MACHINE)
    now, day = timezone.now(), timezone.localdate()
    case = start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=now)
    draft_agreement(case, by=cast.wei, now=now)
    company = Enterprise.objects.create(
        reference="E-TEST", name_zh="上海样品有限公司", licensed_on=day, known_since=day, origin="converted"
    )
    return World(cast, {"fresh": case, "company": company, "person": cast.amara.person})


@pytest.mark.parametrize("name", FORMS)
def test_a_stale_form_overwrites_nothing_and_keeps_the_words(world, post, name):
    form = form_of(name, world)
    opened = form.record.version
    type(form.record).objects.filter(pk=form.record.pk).update(version=opened + 1)  # a colleague saved meanwhile
    told, as_it_was = TrailEntry.objects.count(), _row(form.record)
    answer = post(form.by, form.path, form.sent | {"version": opened}, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 409, page[:3000]
    assert (_row(form.record), TrailEntry.objects.count()) == (as_it_was, told)
    assert "<img src=x" not in page
    if HOSTILE in form.sent.values():
        assert SHOWN in page


def _row(record: Any) -> dict[str, Any]:
    return dict(type(record).objects.filter(pk=record.pk).values().get())


def test_both_sides_of_a_conflict_are_shown(world, post):
    person, wei = world.things["person"], world.cast.wei
    sent = {"full_name": "Amara Nwosu", "nationality": "NG", "language": "en", "source": "website"}
    sent["version"] = person.version
    page = f"/desk/people/{person.reference}/change/"
    assert post(wei, page, sent | {"call_me": "<b>Ama</b>"}).status_code == 302
    answer = post(
        world.cast.zoe, page, sent | {"call_me": "<i>Mara</i>"}, headers={"referer": f"http://testserver{page}"}
    )
    text = answer.content.decode()
    assert "&lt;b&gt;Ama&lt;/b&gt;" in text
    assert "&lt;i&gt;Mara&lt;/i&gt;" in text
    assert f'href="{page}"' in text
    assert Person.objects.get(pk=person.pk).call_me == "<b>Ama</b>"


def test_a_double_click_sends_one_message_and_keeps_one_note(world, post):
    case, before = world.things["fresh"], Message.objects.count()
    talk = [
        (world.cast.wei, f"/desk/cases/{case.reference}/note/"),
        (world.cast.wei, f"/desk/cases/{case.reference}/message/"),
        (world.cast.amara, f"/en/case/{case.reference}/messages/"),
    ]
    for number, (who, path) in enumerate(talk, start=1):
        sent = {"text": "Once is enough", "form_key": f"k{number}"}
        first, second = post(who, path, sent), post(who, path, sent)
        assert first.status_code == second.status_code == 302
        assert first.url == second.url
        assert Message.objects.count() == before + number


def test_the_same_form_with_other_words_is_refused_and_they_are_kept(world, post):
    case = world.things["fresh"]
    path = f"/desk/cases/{case.reference}/note/"
    post(world.cast.wei, path, {"text": "First", "form_key": "k"})
    answer = post(world.cast.wei, path, {"text": "Second thoughts", "form_key": "k"})
    assert answer.status_code == 409
    assert "Second thoughts" in answer.content.decode()
    assert not Message.objects.filter(text="Second thoughts").exists()


def test_a_double_click_starts_one_case_at_the_counter(world, post):
    plan = SavedPlan.objects.create(
        code="2XY-ABC",
        answers={"owner": "me_alone"},
        start=timezone.localdate(),
        language="en",
        saved_at=timezone.now(),
    )
    sent = {"code": plan.code, "full_name": "O", "nationality": "NG", "language": "en", "agreed": "on", "form_key": "k"}
    before = Case.objects.count()
    answers = [post(world.cast.wei, "/desk/cases/new/", sent) for _click in range(2)]
    assert {answer.status_code for answer in answers} == {302}, answers[0].content.decode()[:3000]
    assert answers[0].url == answers[1].url
    assert (Case.objects.count(), Person.objects.filter(full_name="O").count()) == (before + 1, 1)
