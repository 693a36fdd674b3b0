"""What the documents say of facts and rules is what the code knows."""

from pathlib import Path

import pytest

from kudosbay.rulebook import schema, schema_cases
from kudosbay.rulebook.conditions.parser import TABLES
from kudosbay.rulebook.conditions.vocabulary import DERIVED, Vocabulary

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("kind", sorted({**schema.KINDS, "cases": schema_cases.Case}))
def test_every_key_of_a_record_is_explained(kind):
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    model = schema.KINDS.get(kind, schema_cases.Case)
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert not {key for key in keys if f"{key}:" not in page and f"`{key}`" not in page}


@pytest.mark.parametrize("name", [*TABLES, *DERIVED])
def test_everything_a_condition_may_ask_is_explained(name):
    assert name in (DOCS / "rules.md").read_text(encoding="utf-8")


def test_every_fact_and_every_value_is_explained():
    page = (DOCS / "facts.md").read_text(encoding="utf-8")
    vocabulary = Vocabulary()
    given = {name: sort for name, sort in vocabulary.facts.items() if name not in DERIVED}
    for items in ("investors", "people", "partners"):
        given |= {f"{items}.{name}": sort for name, sort in vocabulary.items[items].items()}
    assert not {path for path in given if path.rpartition(".")[2] not in page}
    assert not {word for sort in given.values() for word in sort.words if word not in page}
