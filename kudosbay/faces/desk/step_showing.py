from typing import Any

from django.utils.timezone import localdate

from kudosbay.cases import queries
from kudosbay.cases.models import CaseStep
from kudosbay.cases.packs import pack_fields
from kudosbay.cases.plans import paper_of
from kudosbay.faces.desk.case_forms import DoneForm, ReasonedForm, StepForm
from kudosbay.faces.desk.case_showing import act_on


def step_page(row: CaseStep, **bound: Any) -> dict[str, Any]:
    """Return the page of one step: its rule, papers, the fields of the authority's form, and what can be done."""
    case = row.case
    papers = queries.case_papers(case)
    view = next(one for one in queries.case_steps(case, dropped=True) if one.row.pk == row.pk)
    initial = {"version": row.version}
    return {
        "case": case,
        "step": view,
        "act": act_on(case, view, papers),
        "papers": [(paper, paper_of(case.plan, paper.paper)) for paper in view.papers],
        "fields": pack_fields(case, row.step),
        "sources": view.plan.get("source", []),
        "version_form": StepForm(initial=initial),
        "done_form": bound.get("done") or DoneForm(initial=initial | {"done_on": localdate()}),
        "back_form": bound.get("back") or ReasonedForm(initial=initial),
        "drop_form": bound.get("drop") or ReasonedForm(initial=initial),
        "form": next(iter(bound.values()), None),
    }
