"""Lists of cases ask the database the same number of times at 3 and at 30 rows."""

from datetime import date, timedelta

import pytest

from kudosbay.cases import queries
from kudosbay.cases.models import Case, CasePaper, CaseStep, Proposal
from kudosbay.kernel import trail
from kudosbay.law.models import LawPack
from kudosbay.messaging.models import Thread

PLAN: dict[str, list[object]] = {"steps": [], "papers": []}


@pytest.fixture
def make_case(cast, now):
    """`make_case(7)`: an open case of Amara's with Wei."""

    def make(number, **values):
        thread = Thread.objects.create(key=f"t-{number}", person=cast.amara.person, opened_at=now, last_at=now)
        whole = {
            "reference": f"SJ-TEST-{number}",
            "founder": cast.amara.person,
            "adviser": cast.wei,
            "opened_by": cast.amara,
            "turn_since": now,
            "opened_at": now,
            "due_on": now.date(),
            "facts": {"form": "wfoe_llc"},
            "plan": PLAN,
            "law_as_of": now.date(),
            "thread": thread,
        }
        return Case.objects.create(**whole | values)

    return make


def _shown(cases):
    return [(case.founder.full_name, case.adviser.name, case.thread_id) for case in cases]


def test_queues_cost_the_same(cast, today, make_case, assert_same_queries):
    assert_same_queries(
        make_case,
        lambda: (
            _shown(queries.queue(cast.wei, "due", today=today)),
            queries.queue_counts(cast.wei, today=today),
            _shown(queries.all_cases(cast.wei, status="open", form="wfoe_llc")),
            list(queries.find_cases(Case.objects.visible_to(cast.wei), "amara")),
        ),
    )
    assert queries.queue_counts(cast.wei, today=today)["due"] == 30


def test_a_case_costs_the_same_with_more_steps_and_papers(cast, make_case, assert_same_queries):
    case = make_case(0)

    def make(number):
        CaseStep.objects.create(case=case, step=f"step.{number}", place=number, lane="you", status="ready")
        CasePaper.objects.create(case=case, paper=f"paper.{number}", for_whom="founder", steps=[f"step.{number}"])
        trail.record(cast.wei, "case.noted", on=[case], values={"text": "Note"})

    assert_same_queries(
        make,
        lambda: (
            queries.case_steps(case),
            queries.case_papers(case),
            queries.founders_turn(case),
            queries.paper_words(case, queries.case_papers(case)),
            [entry.value.values for entry in queries.timeline(case)],
        ),
    )
    assert [view.papers[0].paper for view in queries.case_steps(case)] == [f"paper.{number}" for number in range(30)]


def test_each_open_case_stands_in_exactly_one_queue_of_turns(cast, today, make_case):
    for number, turn in enumerate(Case.Turn):
        make_case(number, turn=turn)
    make_case(9, status=Case.Status.CLOSED)
    counts = queries.queue_counts(cast.wei, today=today)
    assert counts["client"] + counts["us"] + counts["authority"] == counts["all"] == 3


def test_a_late_case_is_not_due_today(cast, today, make_case):
    make_case(1, due_on=today - timedelta(days=1))
    counts = queries.queue_counts(cast.wei, today=today)
    assert (counts["late"], counts["due"]) == (1, 0)


def test_a_colleagues_queue_is_empty_until_she_asks_for_everybodys(cast, today, make_case):
    make_case(1)
    assert not queries.queue(cast.zoe, "due", today=today).exists()
    assert queries.queue(cast.zoe, "due", today=today, everybody=True).count() == 1


def test_working_days_leave_out_the_weekend(make_case):
    case = make_case(1, due_on=date(2026, 3, 16))  # a Monday
    assert queries.days_left(case, date(2026, 3, 13)) == 1


def test_proposals_cost_the_same(cast, now, make_case, assert_same_queries):
    pack = LawPack.objects.create(
        reference="LP-1", name="a", release="1", status="loaded", loaded_by=cast.mei, loaded_at=now
    )

    def make(number):
        case = make_case(number)
        Proposal.objects.create(case=case, pack=pack, changes=[], law_as_of=now.date(), made_at=now)

    def ask():
        found = list(queries.proposals_of(cast.wei, status="open", pack="LP-1", mine=True))
        assert sum(queries.counts_of_proposals(pack).values()) == len(found)
        assert len(queries.proposals_for(found[0].case)) == 1
        return [(one.case.founder.full_name, one.case.adviser.name, str(one.pack)) for one in found]

    assert_same_queries(make, ask)
