"""Packs and proposals as of a day: what was decided later was open then, what was withdrawn later was in force."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from conftest import Cast, accession, make_user, zipped_pack
from kudosbay.cases import commands
from kudosbay.cases.models import Case, Proposal
from kudosbay.cases.tests.test_the_way import FACTS
from kudosbay.kernel.permissions import Role
from kudosbay.law.commands import load_pack
from kudosbay.law.models import LawPack
from kudosbay.statistics.catalogue import BY_KEY, FIGURES, count_one
from kudosbay.statistics.figures import Asked

pytestmark = pytest.mark.usefixtures("rules_as_shipped")
DAY = timedelta(days=1)
TAKES_EFFECT = date(2026, 3, 12)
KEYS = ("law_packs_in_force", "law_proposals_made", "law_proposals_accepted", "law_proposals_open")


@pytest.fixture
def approved(cast: Cast, now: datetime) -> LawPack:
    """A pack that moves two cases, approved on the tenth and in force from the twelfth."""
    investor = {"id": "founder", "kind": "natural", "country": "NG", "share": 100, "in_china": False}
    for _case in range(2):
        commands.start_case(cast.amara.person, facts={**FACTS, "investors": [investor]}, by=cast.amara, now=now)
    content = zipped_pack(accession("NG", TAKES_EFFECT.isoformat()), takes_effect=TAKES_EFFECT.isoformat())
    pack = load_pack(content, by=cast.mei, now=now)
    return commands.approve_law(pack, seen=pack.version, by=make_user("Li", Role.MANAGER), now=now)


def values(day: date, known_on: date | None = None) -> tuple[Any, ...]:
    return tuple(count_one(key, Asked(day, known_on)).value for key in KEYS)


def test_a_pack_counts_from_its_day_until_it_is_withdrawn(cast: Cast, approved: LawPack, now: datetime) -> None:
    assert values(TAKES_EFFECT - DAY) == (0, 2, 0, 2)
    assert values(TAKES_EFFECT) == (1, 2, 0, 2)
    assert values(TAKES_EFFECT, known_on=date(2026, 3, 1)) == (0, 0, 0, 0)
    commands.withdraw_law(approved, because="Wrong", seen=approved.version, by=cast.mei, now=now + 10 * DAY)
    assert values(TAKES_EFFECT) == (1, 2, 0, 2)
    assert values(date(2026, 3, 20)) == (0, 2, 0, 0)


def test_what_was_decided_later_was_open_on_the_day(cast: Cast, approved: LawPack, now: datetime) -> None:
    first, second = Proposal.objects.order_by("pk")
    commands.accept_proposal(first, seen=1, by=cast.wei, now=now + 3 * DAY)
    commands.decline_proposal(second, because="Filed tomorrow", seen=1, by=cast.wei, now=now + 4 * DAY)
    assert values(date(2026, 3, 12)) == (1, 2, 0, 2)
    assert values(date(2026, 3, 13)) == (1, 2, 1, 1)
    assert values(date(2026, 3, 14)) == (1, 2, 1, 0)


def test_what_changes_nothing_any_more_is_open_no_longer(cast: Cast, approved: LawPack, now: datetime) -> None:
    one = Proposal.objects.order_by("pk")[0]
    Case.objects.filter(pk=one.case_id).update(facts=FACTS)
    commands.renew_proposal(one, by=cast.wei, now=now + 3 * DAY)
    assert values(date(2026, 3, 12))[3] == 2
    assert values(date(2026, 3, 13))[3] == 1


def test_checks_are_overdue_from_their_day_on(db: None) -> None:
    figure = BY_KEY["rule_checks_overdue"]
    assert figure.count(Asked(date(2019, 2, 18))) == 0
    later = Asked(date(2028, 1, 1))
    assert figure.count(later) == len(figure.rows(later)) > 0


def test_each_of_them_is_told_in_three_languages() -> None:
    mine = [figure for figure in FIGURES if figure.group == "law"]
    assert len(mine) == len(KEYS) + 1
    for figure in mine:
        for told in (figure.names, figure.definition, figure.source):
            assert told.keys() == {"en", "zh", "ar"}
