"""The zone by its dates, and the directory by consent."""

from datetime import date, timedelta

import pytest

from kudosbay.introductions.commands import ask_member, leave_directory
from kudosbay.introductions.models import Notice
from kudosbay.introductions.student import student_route
from kudosbay.introductions.zone import functions_on, is_excellent, score
from kudosbay.kernel.errors import Refused

PROJECT = {"trade_usd": "25000000", "capital_usd": "3000000", "jobs": "25", "flows": ["storage"]}


def test_the_zone_does_what_its_rules_say_on_the_day():
    before, after = ({one.code for one in functions_on(day)} for day in (date(2018, 12, 31), date(2019, 1, 12)))
    assert "ecommerce" not in before
    assert "ecommerce" in after
    assert "vehicles" not in after


def test_what_is_not_said_leaves_a_score_open():
    day = date(2019, 2, 18)
    assert score(PROJECT, day).points == 70
    assert is_excellent(PROJECT, day) is True
    assert is_excellent({"jobs": "25"}, day) is None
    assert is_excellent({"jobs": "1", "trade_usd": "1", "capital_usd": "1"}, day) is False


def test_a_students_way_is_the_rulebooks_of_the_day():
    assert not student_route(date(2014, 1, 1))
    assert [one.id for one in student_route(date(2019, 2, 18))] == ["p.startup_residence"]


@pytest.mark.django_db
def test_a_member_who_leaves_is_gone_at_once_and_asked_no_more(join_directory_as, cast, now):
    member = join_directory_as(1)
    asked = ask_member(member, title="Freight?", words="", language="en", by=cast.amara, now=now)
    assert not asked.names_open
    leave_directory(member.person, by=cast.wei, now=now)
    asked.refresh_from_db()
    assert (asked.status, asked.because) == ("parked", "closed")
    assert not Notice.objects.in_directory(now.date()).exists()
    with pytest.raises(Refused, match="no more"):
        ask_member(member, title="Again?", words="", language="en", by=cast.amara, now=now + timedelta(hours=1))
