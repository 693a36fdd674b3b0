"""The centre's own settings, first laid from the files of rules/centre."""

from django.db import models, transaction

from kudosbay.centre import seeds
from kudosbay.centre.models import ConsentText, ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.kernel import trail

SEEDED = (Territory, Parameter, ExchangeRate, Service, ConsentText)


@transaction.atomic
def seed_centre(*, by: trail.Actor = trail.MACHINE) -> dict[str, int]:
    """Lay operator, places, services, parameters, rates and consent texts; return how many rows of each are new.

    Harmless to repeat: what is there already, changed or not, stays as it is.
    """
    made = {"operator": _lay_operator()}
    for model, rows in seeds.tables().items():
        made[model._meta.model_name or ""] = _lay(model, rows)
    operator = Operator.objects.order_by("pk").first()
    if operator and any(made.values()):
        trail.record(by, "centre.seeded", on=[operator], facts=made)
    return made


def _lay_operator() -> int:
    if Operator.objects.exists():
        return 0
    Operator.objects.create(**seeds.operator())
    return 1


def _lay(model: seeds.Table, rows: seeds.Rows) -> int:
    """Add the rows whose key the table does not hold."""
    key = seeds.KEYS[model]
    rows_of_model: models.QuerySet[models.Model] = models.QuerySet(model)
    held = {tuple(values) for values in rows_of_model.values_list(*key)}
    new = [model(**row) for row in rows if tuple(row[name] for name in key) not in held]
    rows_of_model.bulk_create(new, batch_size=500)
    return len(new)
