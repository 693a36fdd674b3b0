"""SpiffWorkflow walking 30 steps one after another, one workflow for each founder. It knows no conditions of
three values, no schedule and no reasons: it only says in which order the steps come.
"""

import argparse
import json
import time

from SpiffWorkflow import TaskState, Workflow
from SpiffWorkflow.specs import Simple, WorkflowSpec

STEPS = 30


def specification() -> WorkflowSpec:
    """A plain chain: where several steps wait for several others its tree of tasks grows without end."""
    spec = WorkflowSpec(name="plan", addstart=True)
    before = spec.start
    for number in range(STEPS):
        step = Simple(spec, f"step_{number}")
        before.connect(step)
        before = step
    return spec


def one(spec: WorkflowSpec) -> int:
    workflow = Workflow(spec)
    workflow.run_all()
    return len({task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=100)
    asked = parser.parse_args()
    spec = specification()
    assert one(spec) >= STEPS
    begin = time.process_time()
    for _number in range(asked.plans):
        one(spec)
    seconds = time.process_time() - begin
    result = {"job": "plan, same job", "who": "spiffworkflow", "plans": asked.plans, "steps": STEPS}
    print(json.dumps(result | {"seconds": seconds, "microseconds_each": seconds / asked.plans * 1e6}))


if __name__ == "__main__":
    main()
