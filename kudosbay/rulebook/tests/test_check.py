import pytest

from kudosbay.rulebook.check import check_rules
from kudosbay.rulebook.graph import Graph
from kudosbay.rulebook.workdays import RULES

GOOD = """
steps:
  - {id: a, name: T, lane: we, papers: [form_a]}
  - {id: b, name: T, lane: we, after: [a], when: "form in [wfoe_llc, jv_llc]", source: [none], confidence: unverified}
papers:
  - {id: form_a, name: T, sign: [{how: ink}]}
signatures:
  - {id: ink, name: T}
"""


def test_good_rules_are_accepted_and_counted(write_rules):
    report = check_rules(write_rules(GOOD))
    assert report.problems == []
    assert (report.sourced, report.unverified) == (3, 1)
    assert "3 values with a source, 1 unverified" in report.say()


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("steps: [{id: a, name: T, lane: we, after: [b]}]", "there is no step b"),
        (
            "steps: [{id: a, name: T, lane: we, after: [b]}, {id: b, name: T, lane: we, after: [a]}]",
            "wait for one another",
        ),
        (
            "steps: [{id: a, name: T, lane: we, with: [b]}, {id: b, name: T, lane: we, after: [a]}]",
            "wait for one another",
        ),
        ("steps: [{id: a, name: T, lane: we, papers: [x]}]", "there is no paper x"),
        ("papers: [{id: x, name: T}]", "no step asks for it"),
        ("steps: [{id: a, name: T, lane: we, when: frm == wfoe_llc}]", "there is no fact frm, nearest is form"),
        ("steps: [{id: a, name: T, lane: we, when: form == wfoe}]", "nearest is wfoe_llc"),
        ("steps: [{id: a, name: T, lane: we, when: remit_early and not remit_early}]", "no facts make this true"),
        ("steps: [{id: a, name: T, lane: we, when: form == jv_llc and form == wfoe_llc}]", "no facts make this true"),
        ("steps: [{id: a, name: T, lane: we, source: [none]}]", "needs confidence: unverified"),
        ("steps: [{id: a, name: T, lane: we, source: [OTHER art 3]}]", "begins with no key of sources.yaml"),
        ("steps: [{id: a, name: T, lane: we, source: []}]", "at least 1 item"),
        ("steps: [{id: a, name: T, lane: we, checked: null}]", "checked"),
        ("steps: [{id: a, name: T, lane: we, valid: {from: 2020-01-02, to: 2020-01-01}}]", "before it begins"),
        ("steps: [{id: a, name: {en: A}, lane: we}]", "name.zh"),
        ("steps: [{id: a, name: T, lane: we, colour: red}]", "colour"),
        ("steps: [{id: a, name: T, lane: we}, {id: a, name: T, lane: we}]", "written twice"),
        ("steps: [{id: a, name: T, lane: we, who: remit_early}]", "who needs per"),
        (
            (
                "steps:\n  - {id: a, name: T, lane: we, valid: {to: 2019-12-31},\n"
                "     working_days: {min: 1, max: 2, valid: {from: 2020-01-01}}}"
            ),
            "never in force",
        ),
        ("steps: [{id: a, name: T, lane: we, fee: {min: 3}}]", "either amount, or both min and max"),
        ("steps: [{id: a, name: T, lane: we, papers: [x]}]\npapers: [{id: x, name: T, class: identity}]", "needs per"),
        (
            "steps: [{id: a, name: T, lane: we, papers: [x]}]\npapers: [{id: x, name: T, sign: [{how: y}]}]",
            "no signature y",
        ),
        ("forms: [{id: wfoe_llc, name: T, registration: amr.licence}]", "there is no step amr.licence"),
        ("deadlines: [{id: d, name: T}]", "give either date, or from"),
        ("questions: [{id: q, order: 1, kind: yes_no, asks: [remit], text: T, why: T}]", "there is no fact remit"),
        ("questions: [{id: q, order: 1, kind: choice, asks: [form], text: T, why: T}]", "has no choices"),
        ("questions: [{id: q, order: 1, kind: number, asks: [capital.amount], text: T, why: T}]", "needs examples"),
        ("stepz: []", "is not a kind of record"),
        ("steps: [", "is not YAML"),
    ],
)
def test_what_is_refused(write_rules, broken, says):
    report = check_rules(write_rules(broken))
    assert any(says in problem for problem in report.problems), report.problems
    assert "refused" in report.say()


def test_values_without_dates_or_source_are_refused(write_rules):
    problems = check_rules(write_rules("steps: [{id: a, name: T, lane: we}]", head="")).problems
    assert [problem.split(": ")[2] for problem in problems] == ["source", "valid", "confidence", "checked"]


def test_texts_of_nothing_are_refused(write_rules):
    folder = write_rules(GOOD)
    (folder / "texts").mkdir()
    (folder / "texts" / "fr.yaml").write_text('"steps.a.name": "Étape"\n"steps.z.name": "Rien"\n', encoding="utf-8")
    report = check_rules(folder)
    assert report.problems == ["texts/fr.yaml: there is no text steps.z.name"]
    assert report.translated["fr"][0] == 1


def test_an_empty_folder_is_refused(tmp_path):
    assert check_rules(tmp_path).problems == [f"{tmp_path}: there are no rules here"]


def test_the_real_rules_are_accepted():
    report = check_rules(RULES / "cn_shanghai")
    assert report.problems == []
    assert report.sourced > report.unverified > 0


def test_patterns_and_bridges_of_the_graph():
    def step(name, **more):
        return {"id": name, "after": [], "before": [], "with": [], **more}

    graph = Graph(
        [
            step("a"),
            step("b", after=["a"]),
            step("c", after=["b"]),
            step("d", before=["c"]),
            step("e", after=["a", "c"]),
        ]
    )
    whole = graph.shape(frozenset("abcde"), frozenset())
    after = {
        one: sorted(whole.ids[place] for place in before) for one, before in zip(whole.ids, whole.before, strict=True)
    }
    assert after == {"a": [], "b": ["a"], "d": [], "c": ["b", "d"], "e": ["c"]}
    only = Graph([step("a"), step("b", after=["a"]), step("c", after=["(b)"])])
    assert only.shape(frozenset("ac"), frozenset()).after == ((), ())
    assert only.shape(frozenset("abc"), frozenset()).after == ((), ("a",), ("b",))
    without_b = graph.shape(frozenset("acde"), frozenset())
    assert without_b.before[without_b.ids.index("c")] == tuple(sorted(without_b.ids.index(one) for one in "ad"))
