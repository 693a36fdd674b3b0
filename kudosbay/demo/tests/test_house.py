"""The house of the demonstration: every firm at the centre has its address, and no day is over the quota."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kudosbay.demo.tests.conftest import NOW
from kudosbay.enterprises.models import Enterprise, Milestone, Stage
from kudosbay.people.models import GuestProfile
from kudosbay.premises.models import Occupancy, Pool, RegisteredAddress, Room
from kudosbay.premises.queries import capacity

pytestmark = pytest.mark.django_db
FIRST = date(2017, 4, 12)


def test_each_active_firm_at_the_centre_has_its_address(demonstration):
    here = Enterprise.objects.active_on(NOW.date()).filter(address__contains="示范路9号")
    held = RegisteredAddress.objects.filter(status="allotted")
    assert set(here.values_list("pk", "address")) == set(held.values_list("enterprise", "text"))
    assert held.count() == Pool.objects.get().taken > 1000
    assert not RegisteredAddress.objects.filter(reserved_on__lt=FIRST).exists()


@pytest.mark.parametrize("month", range(0, 116, 5))
def test_no_month_is_over_the_quota(demonstration, month):
    assert capacity(FIRST + timedelta(days=30 * month)).free >= 0


def test_rooms_are_on_nine_floors_and_firms_sit_there_while_they_are_here(demonstration):
    assert set(Room.objects.values_list("floor", flat=True)) == set(range(1, 10))
    for row in Occupancy.objects.exclude(enterprise=None).select_related("enterprise"):
        assert row.valid_from >= row.enterprise.licensed_on
        assert not row.enterprise.left_on or row.valid_to <= row.enterprise.left_on
    rooms = Occupancy.objects.order_by("room", "valid_from").values_list("room", "valid_from", "valid_to")
    for before, after in pairwise(rooms):
        assert before[0] != after[0] or before[2] <= after[1]


def test_growth_follows_its_order(demonstration):
    for firm in Enterprise.objects.prefetch_related("stages")[:400]:
        stages = sorted(firm.stages.all(), key=lambda stage: (stage.since, stage.pk))
        order = [Stage.Name.values.index(stage.stage) for stage in stages]
        assert order == sorted(order)
    assert not Stage.objects.filter(since__lt=FIRST).exists()
    assert not Milestone.objects.filter(happened_on__lt=FIRST).exists()
    assert Milestone.objects.get(enterprise=134, kind="milestone").happened_on == date(2018, 7, 2)


def test_guests_agreed_before_anything_was_kept(demonstration):
    for profile in GuestProfile.objects.select_related("person")[:80]:
        given = profile.person.consents.get(purpose=GuestProfile.PURPOSE)
        assert given.given_at.date() <= profile.entered_on
        assert profile.person.registered_on <= profile.entered_on
