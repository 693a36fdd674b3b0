"""Packs of rules of the demonstration: sound by every check, no law, and met by open cases as in life."""

from datetime import timedelta

import pytest

from kudosbay.cases.models import Case, Proposal
from kudosbay.demo import story
from kudosbay.demo.files import law
from kudosbay.demo.fill import FULL, SMALL
from kudosbay.demo.guests import AMARA, cast
from kudosbay.demo.openings import openings
from kudosbay.demo.packs import files_of
from kudosbay.demo.tests.conftest import NOW
from kudosbay.law.health import health
from kudosbay.law.laying import folder_of, laid
from kudosbay.law.models import LawPack
from kudosbay.rulebook.diff import diff_rules
from kudosbay.rulebook.faults import find_faults
from kudosbay.rulebook.load import SHIPPED, load_rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_as_shipped")]
TODAY = NOW.date()


def pack(status):
    return LawPack.objects.get(status=status)


@pytest.mark.slow
@pytest.mark.parametrize("status", ["approved", "loaded"])
def test_the_good_ones_are_sound(demonstration, status):
    held = pack(status)
    assert not find_faults(folder_of(held), SHIPPED, sorted(held.files))


@pytest.mark.parametrize("status", ["approved", "loaded"])
def test_they_change_only_days_that_nobody_verified(demonstration, status):
    held = pack(status)
    changes = [one for one in diff_rules(folder_of(held.base), folder_of(held)) if one.id != "pack"]
    assert changes
    for one in changes:
        assert (one.kind, one.field) == ("steps", "working_days")
        before, after = ([value for value in side if value not in other] for side, other in _sides(one))
        assert {value["confidence"] for value in (*before, *after)} == {"unverified"}
        assert {tuple(value["source"]) for value in (*before, *after)} == {("none",)}


def _sides(change):
    return (change.before, change.after), (change.after, change.before)


def test_they_say_in_each_language_that_they_are_no_law(demonstration):
    for told in (law()[name]["notes"] for name in ("in_force", "waiting", "refused")):
        assert "not law" in told["en"]
        assert "并非法规" in told["zh"]
        assert "ليس قانونا" in told["ar"]
    assert not LawPack.objects.filter(is_demonstration=False).exists()


def test_two_people_stand_behind_what_decides(demonstration):
    decides, waits = pack("approved"), pack("loaded")
    assert decides.approved_by_id not in {None, decides.loaded_by_id}
    assert decides.approved_at.date() <= decides.takes_effect_on < TODAY
    assert (waits.base, waits.approved_by) == (decides, None)
    assert waits.takes_effect_on > TODAY
    assert health(today=TODAY).well


def test_the_refused_one_names_file_and_line(demonstration):
    faults = pack("refused").faults
    assert {one["file"] for one in faults} == {"steps/prepare.yaml", "steps/zone.yaml"}
    assert all(one["line"] and one["reason"] and one["nearest"] for one in faults)


def test_some_proposals_are_decided_and_some_are_open(demonstration):
    states = set(Proposal.objects.values_list("status", flat=True))
    assert states == {"open", "accepted", "declined"}
    for one in Proposal.objects.select_related("case", "pack"):
        assert one.changes
        assert one.case.opened_at < one.made_at
        assert (one.case.plan["law"]["pack"] == str(one.pack)) == (one.status == "accepted")


def test_what_was_accepted_can_be_opened_as_it_was(demonstration):
    for one in Proposal.objects.filter(status="accepted"):
        assert one.case.replaced_plans.count() == 1


@pytest.mark.parametrize("signed", [SMALL.signed, FULL.signed])
def test_the_pack_concerns_the_founder_who_signs_in(signed):
    told, early = story.tell(TODAY), story.early_ones(TODAY)
    begun = openings(cast(told, early, advisers=6), [], told.open[-signed:])
    (own,) = (one for one in begun if one.guest.called == AMARA)
    assert own.activity == "cross_border_ecommerce"


def test_cases_that_began_later_are_planned_by_the_pack(demonstration):
    held = pack("approved")
    later = Case.objects.open().filter(opened_at__date__gte=held.takes_effect_on + timedelta(days=1))
    assert later.exists()
    assert {case.plan["law"]["pack"] for case in later} == {str(held)}
    assert load_rules().folder == SHIPPED  # and whoever filled it is left as before


@pytest.mark.parametrize("name", ["in_force", "waiting"])
def test_what_they_change_stands_in_the_rules_of_today(name):
    assert laid(files_of(name, TODAY, base=None)).exists()
