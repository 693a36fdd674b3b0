"""What is asked at a visit is promised an answer; which publications an event spread, and how many people came."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import make_user
from kudosbay.centre.commands import seed_centre
from kudosbay.gatherings import queries
from kudosbay.gatherings.commands import (
    Course,
    cancel_gathering,
    follow_up,
    note_statement,
    note_wish,
    spread_publication,
    take_off_publication,
)
from kudosbay.gatherings.models import FollowUp, Spread, Statement
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.permissions import Role
from kudosbay.promises.models import Promise
from kudosbay.publications.models import Edition, Publication, Text
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

pytestmark = pytest.mark.django_db

SAID = {"speaker": {"zh-Hans": "副区长", "en": "Deputy head of the district"}, "text": {"zh-Hans": "拓展创业空间"}}
VISIT = {"purpose": {"en": "See"}, "delegation": [{"offices": [{"zh-Hans": "主任", "en": "Director"}]}]}


@pytest.fixture
def visit(cast, plan):
    """A visit that has begun; `cast` gives promises somebody who looks after them."""
    seed_centre()
    return plan("visit", extras=VISIT, starts_at=timezone.now() - timedelta(minutes=5))


@pytest.fixture
def published(lin, now):
    """`published(1)`: a policy with a published text."""

    def make(number, kind="policy"):
        values = {"reference": f"PB-T-{number}", "slug": f"policy-{number}", "owner": lin, "opened_at": now}
        publication = Publication.objects.create(kind=kind, **values)
        edition = Edition.objects.create(publication=publication, number=1, published_at=now)
        text = {"language": "zh-Hans", "status": "source", "title": f"政策{number}"}
        Text.objects.create(edition=edition, written_at=now, published_at=now, **text)
        return publication

    return make


def test_a_suggestion_is_a_promise_with_addressee_theme_owner_and_due_day(cast, visit):
    now = timezone.now()
    course = Course(["g60"], cast.mei, {"zh-Hans": "开发区", "en": "The zone"})
    made = note_wish(visit, kind="suggestion", said_at=now, course=course, by=cast.wei, **SAID)
    promise = made.promise
    assert (promise.kind, promise.owner, promise.status) == ("suggestion", cast.mei, Promise.Status.ASKED)
    assert (promise.asker_office, promise.addressee["en"]) == (SAID["speaker"], "The zone")
    assert promise.due_at > now
    assert [one.code for one in themes_of(promise)] == [one.code for one in themes_of(made.statement)] == ["g60"]
    assert promise.title == "拓展创业空间"
    assert queries.follow_ups_of(visit) == [made]
    assert trail.of(visit).filter(verb="gathering.followed_up").count() == 1


def test_interest_becomes_a_promise_to_the_visitor(cast, visit):
    made = note_wish(visit, kind="interest", said_at=timezone.now(), course=Course(), by=cast.wei, **SAID)
    assert (made.promise.kind, made.promise.details["subject"]) == ("visitor_interest", "拓展创业空间")


def test_words_are_followed_up_once_and_praise_never(cast, visit):
    now = timezone.now()
    said = note_statement(visit, kind="suggestion", said_at=now, by=cast.wei, **SAID)
    follow_up(said, course=Course(), by=cast.wei, now=now)
    with pytest.raises(Refused):
        follow_up(said, course=Course(), by=cast.wei, now=now)
    praise = note_statement(visit, kind="remark", said_at=now, by=cast.wei, **SAID)
    with pytest.raises(Refused):
        follow_up(praise, course=Course(), by=cast.wei, now=now)
    with pytest.raises(NotAllowed):
        follow_up(praise, course=Course(), by=cast.amara, now=now)
    assert FollowUp.objects.count() == Promise.objects.count() == 1


def test_what_is_asked_at_the_seminar_is_seen_from_the_visit(cast, visit, plan, get):
    seminar = plan("seminar", extras={"matter": {"en": "Development"}}, part_of=visit)
    made = note_wish(seminar, kind="suggestion", said_at=timezone.now(), course=Course(), by=cast.wei, **SAID)
    assert queries.follow_ups_of(visit) == [made]
    assert [part.pk for part in queries.parts_of(visit)] == [seminar.pk]
    page = get(cast.mei, f"/desk/gatherings/{visit.reference}/").content.decode()
    assert made.promise.reference in page
    assert page.count("拓展创业空间") >= 2  # among what was said, and among what was asked


def test_written_along_it_is_a_promise_at_once(cast, visit, post, get):
    address = f"/desk/gatherings/{visit.reference}/minutes/"
    said = {"kind": "suggestion", "speaker": "主任 / Director", "text_zh": "<b>更多空间</b>", "themes": ["g60"]}
    assert post(cast.wei, address, said | {"owner": str(cast.mei.pk)}).status_code == 302
    promise = Promise.objects.get()
    assert (promise.owner, promise.title) == (cast.mei, "<b>更多空间</b>")
    page = get(cast.wei, address).content.decode()
    assert promise.reference in page
    assert "&lt;b&gt;" in page


def test_words_without_a_promise_are_followed_up_from_the_page(cast, visit, post, get):
    said = note_statement(visit, kind="suggestion", said_at=timezone.now(), by=cast.wei, **SAID)
    address = f"/desk/gatherings/{visit.reference}/words/{said.pk}/"
    assert address in get(cast.wei, f"/desk/gatherings/{visit.reference}/").content.decode()
    assert post(cast.wei, address, {"owner": str(cast.zoe.pk)}).status_code == 302
    assert FollowUp.objects.get().promise.owner == cast.zoe
    assert post(cast.wei, address, {}).status_code == 422
    assert get(cast.amara, address).status_code == 404


def test_a_publication_is_with_an_event_once(training, published, lin, now):
    event, policy = training(), published(1)
    spread_publication(event, policy, by=lin, now=now)
    with pytest.raises(Refused):
        spread_publication(event, policy, by=lin, now=now)
    assert [one.publication for one in queries.publications_of(event, today=now.date())] == [policy]
    assert take_off_publication(event, policy, by=lin)
    assert not take_off_publication(event, policy, by=lin)
    assert not Spread.objects.exists()
    called_off = cancel_gathering(training(), because="Rain", by=lin, now=now)
    with pytest.raises(Refused):
        spread_publication(called_off, policy, by=lin, now=now)
    with pytest.raises(NotAllowed):
        spread_publication(event, policy, by=make_user("Founder", Role.FOUNDER), now=now)


def test_reach_counts_events_held_and_people_who_came(training, published, guest, lin, now):
    event, policy, coming = training(capacity=9), published(1), training()
    for place, status in enumerate(["attended", "attended", "no_show"]):
        values = {"key": f"k{place}", "code": f"AAA-{place}", "booked_at": now}
        event.bookings.create(person=guest(place), status=status, arrival=place, **values)
    type(event).objects.filter(pk=event.pk).update(status="held", starts_at=now - timedelta(days=2))
    for one in (event, coming):
        spread_publication(one, policy, by=lin, now=now)
    assert queries.reach_of(policy) == queries.Reach(1, 2)
    assert [(one.pk, one.came) for one in queries.spread_of(policy)] == [(coming.pk, 0), (event.pk, 2)]
    assert count_one("meetings_spreading", Asked(now.date())).value == 1
    before = Asked(now.date(), known_on=now.date() - timedelta(days=1))
    assert count_one("meetings_spreading", before).value == 0


def test_events_staff_put_publications_with_an_event_and_take_them_off(cast, training, published, post, get):
    seed_centre()
    event, policy = training(), published(1)
    address = f"/desk/gatherings/{event.reference}/publications/"
    post(cast.wei, address, {"publication": policy.reference, "act": "add"})
    assert Spread.objects.get().publication == policy
    page = get(cast.wei, f"/desk/gatherings/{event.reference}/").content.decode()
    assert "政策1" in page
    assert event.reference in get(cast.wei, f"/desk/publications/{policy.reference}/").content.decode()
    assert post(cast.wei, address, {"publication": "PB-NONE", "act": "add"}).status_code == 302
    assert Spread.objects.count() == 1
    assert post(cast.amara, address, {"publication": policy.reference}).status_code == 404
    post(cast.wei, address, {"publication": policy.reference, "act": "remove"})
    assert not Spread.objects.exists()


def test_each_costs_the_same(assert_same_queries, cast, visit, plan, training, published, lin, now):
    today, policy, event = now.date(), published(0), training()

    def add(number):
        other = published(number + 1)
        spread_publication(training(), policy, by=lin, now=now)
        spread_publication(event, other, by=lin, now=now)
        published(number + 1000)
        note_wish(visit, kind="suggestion", said_at=now, course=Course(["g60"]), by=cast.wei, **SAID)
        seminar = plan("seminar", extras={"matter": {"en": "Development"}}, part_of=visit)
        Statement.objects.create(gathering=seminar, said_at=now, noted_by=lin)

    def ask():
        places = list(queries.spread_of(policy)), list(queries.visits_near(now)), queries.reach_of(policy)
        books = queries.publications_of(event, today=today), queries.to_be_spread(event, today=today)
        told = [list(part.statements.all()) for part in queries.parts_of(visit)]
        return places, books, told, queries.follow_ups_of(visit)

    assert_same_queries(add, ask)
