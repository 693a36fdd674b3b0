"""Samples of the first pages: the site’s own, the founder’s way, the adviser’s desk."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from PIL import Image

from conftest import make_cast, make_user
from kudosbay.accounts.models import User
from kudosbay.cases.commands import draft_agreement, offer_agreement, send_paper, send_signed_copy, start_case
from kudosbay.cases.models import BulkAct, Case, CasePaper, SavedPlan
from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import Service
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import StoredFile, Upload
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Delivery
from kudosbay.people.commands import add_identifier, merge_people
from kudosbay.people.models import Merge, Person
from tests.house.samples.shapes import Sample, World, thing

FACTS: dict[str, Any] = {
    "as_of": "2026-03-10",
    "form": "wfoe_llc",
    "investors": [{"id": "founder", "kind": "natural", "country": "NG", "share": 100, "in_china": True}],
    "activities": ["consulting"],
    "location": {"district": "songjiang", "zone": "songjiang_etdz"},
    "address": "centralised_registration",
    "capital": {"amount": 500000, "currency": "CNY"},
    "trade": "none",
    "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": False}],
}


def passkey_of(user: User) -> Authenticator:
    data = {"name": "Key", "credential": "AA", "count": 0}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


ARGUMENTS: dict[str, Sample] = {
    "token": Sample(lambda _world, _user: "no-such-token", None, "another-token"),
    "code": Sample(lambda world, _user: world.things["plan"].code, None, "ZZZ-ZZZ"),
    "name": Sample(lambda _world, _user: "owner", None, "no_such_question"),
    "reference": thing("case", lambda case: case.reference, missing="SJ-2020-99999-A"),
    "step": thing("case", lambda case: case.steps.order_by("pk")[0].step, missing="no.such.step"),
    "step_id": thing("case", lambda case: case.steps.filter(lane="you").order_by("pk")[0].pk, missing=987654321),
    "paper": thing("case", lambda case: _paper(case).paper, missing="no.such.paper"),
    "paper_id": thing("case", lambda case: _paper(case).pk, missing=987654321),
    "person": thing("person", lambda person: person.reference, missing="P-2020-99999-A"),
    "document": thing("person", lambda person: person.identifiers.get().pk, missing=987654321),
    "company": thing("company", lambda company: company.reference, missing="E-2020-99999-A"),
    "investor": thing("company", lambda company: company.investors.get().pk, missing=987654321),
    "account": Sample(lambda world, _user: world.cast.zoe.pk, None, 987654321),
    "delivery": Sample(lambda world, _user: _delivery(world.cast.amara).pk, None, 987654321),
    "fee": Sample(lambda _world, _user: Service.objects.order_by("pk")[0].pk, None, 987654321),
    "setting": Sample(lambda _world, _user: "address.quota", None, "no.such.setting"),
    "place": Sample(lambda _world, _user: "NG", None, "QQ"),
    "claim": Sample(lambda _world, _user: "A32", None, "A99"),
    "page": Sample(lambda _world, _user: 1, None, 99),
    "number": Sample(lambda _world, _user: 1, None, 99),
    "rest": Sample(lambda _world, _user: "plan/", None, "nowhere"),
    "passkey_id": Sample(
        lambda world, user: passkey_of(user or world.cast.amara).pk,
        lambda world, _user: passkey_of(world.cast.bao).pk,
        987654321,
    ),
}

FIGURE = Sample(lambda _world, _user: "enterprises", None, "no-such-figure")

# Pages of which a role has nothing of its own, and never will.
NOTHING_OF: dict[str, set[str]] = {"portal:generated": {Role.AGENT}}

UPLOAD = Sample(
    lambda world, user: _upload(user or world.cast.amara, world.now).key,
    lambda world, _user: _upload(world.cast.bao, world.now).key,
    "no-such-upload",
)
DOCUMENT = thing("case", lambda case: _paper(case).document.key, missing="no-such-document")

VIEWS: dict[str, dict[str, Sample]] = {
    "portal:company": {"reference": thing("company", lambda company: company.reference, missing="E-2020-99999-A")},
    "portal:draft_image": {"paper_id": thing("case", lambda case: _drafted(case).pk, missing=987654321)},
    "portal:file": {"key": DOCUMENT},
    "portal:generated": {"key": thing("agreement", lambda agreement: agreement.paper.key, missing="no-such-paper")},
    "portal:page_image": {"key": DOCUMENT},
    "portal:receipt": {"key": DOCUMENT},
    "portal:receipt_pdf": {"key": DOCUMENT},
    "portal:upload_piece": {"key": UPLOAD},
    "portal:upload_state": {"key": UPLOAD},
    "site:verify": {"key": Sample(lambda world, _user: world.things["agreement"].paper.key, None, "no-such-paper")},
    "desk:figure": {"key": FIGURE},
    "desk:person_merge": {"other": Sample(lambda world, _user: _double(world).reference, None, "P-2020-99999-A")},
    "desk:person_merge_undo": {"merge": Sample(lambda world, _user: _merge(world).pk, None, 987654321)},
    "desk:figure_csv": {"key": FIGURE},
    "desk:bulk_undo": {"key": Sample(lambda world, user: _bulk(user or world.cast.wei, world.now).key, None, "none")},
}


def make_world(now: datetime) -> World:
    seed_centre(by=MACHINE)
    cast = make_cast()
    world = World(cast, now)
    world.users = {str(role): make_user(f"the-{role}", role) for role in Role}
    world.users |= {Role.FOUNDER: cast.amara, Role.ADVISER: cast.wei, Role.MANAGER: cast.mei}
    world.things["plan"] = _plan("7K2-QMD", now)
    for things, founder in ((world.things, cast.amara), (world.twins, cast.bao)):
        adviser = founder.person.adviser
        things["case"] = _case(founder, agent=world.users[Role.AGENT], by=adviser, now=now)
        things["agreement"] = things["case"].agreements.get()
        things["company"] = things["case"].enterprise
        things["person"] = _with_passport(founder, by=adviser)
    return world


def _plan(code: str, now: datetime) -> SavedPlan:
    return SavedPlan.objects.create(
        code=code, answers={"owner": "me_alone"}, start=localdate(now), language="en", saved_at=now
    )


def _case(founder: User, *, agent: User, by: User, now: datetime) -> Case:
    """A case in the middle: a paper handed in, an agreement offered and its signed copy sent."""
    case = start_case(founder.person, facts=FACTS, by=founder, now=now)
    Case.objects.filter(pk=case.pk).update(agent=agent, adviser=by)
    case.refresh_from_db()
    scan = _scan(founder, now)
    send_paper(_paper(case), scan, by=founder, now=now, expires_on=date(2031, 1, 1))
    CasePaper.objects.filter(pk=_drafted(case).pk).update(draft=scan)
    agreement = offer_agreement(draft_agreement(case, by=by, now=now), by=by, now=now)
    send_signed_copy(agreement, scan, by=founder, now=now)
    Case.objects.filter(pk=case.pk).update(enterprise=_company(case, now))
    case.refresh_from_db()
    return case


def _company(case: Case, now: datetime) -> Enterprise:
    day = localdate(now)
    company = Enterprise.objects.create(
        reference=f"E-TEST-{case.pk}",
        name_zh="上海样品有限公司",
        credit_code=f"TEST{case.pk:014d}",
        origin=Enterprise.Origin.CONVERTED,
        licensed_on=day,
        known_since=day,
    )
    share = {"name": case.founder.full_name, "country": "NG", "share": 100}
    company.investors.create(person=case.founder, valid_from=day, known_since=day, **share)
    return company


def _with_passport(founder: User, *, by: User) -> Person:
    add_identifier(founder.person, kind="passport", number=f"A{founder.pk:07d}", issued_by="NG", by=by)
    return founder.person


def _upload(owner: User, now: datetime) -> Upload:
    return Upload.objects.create(key=secret_token(), owner=owner, name="a.pdf", size=9, path="none", touched_at=now)


def _paper(case: Case) -> CasePaper:
    return case.papers.filter(needed=True, by_founder=True).order_by("pk")[0]


def _drafted(case: Case) -> CasePaper:
    """Another paper, of which a file waits to be sent."""
    return case.papers.filter(needed=True, by_founder=True).order_by("pk")[1]


def _scan(founder: User, now: datetime) -> StoredFile:
    return store_file(SimpleUploadedFile("passport.png", _picture()), by=founder, now=now)


@cache
def _picture() -> bytes:
    kept = BytesIO()
    Image.effect_noise((1600, 1100), 60).save(kept, "PNG")
    return kept.getvalue()


def _delivery(founder: User) -> Delivery:
    return founder.person.deliveries.exclude(channel=Delivery.Channel.PORTAL).order_by("pk")[0]


def _bulk(by: User, now: datetime) -> BulkAct:
    key = f"act-of-{by.pk}"
    return BulkAct.objects.get_or_create(key=key, defaults={"act": "remind", "by": by, "at": now, "before": []})[0]


def _double(world: World) -> Person:
    """A second record of Amara, as somebody entered it at the counter."""
    day = world.now.date()
    values = {"full_name": "Amara Nwosu", "nationality": "NG", "registered_on": day, "known_since": day}
    return Person.objects.get_or_create(reference="P-TEST-DOUBLE", defaults=values)[0]


def _merge(world: World) -> Merge:
    kept = world.things["person"]
    return kept.merges.first() or merge_people(kept, _double(world), by=world.cast.mei, now=world.now)
