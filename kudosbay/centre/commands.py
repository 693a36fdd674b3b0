"""The centre's own settings, first laid from the files of rules/centre."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kudosbay.centre import seeds
from kudosbay.centre.models import ConsentText, ExchangeRate, Operator, Parameter, Service, Territory
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.states import SAVED_MEANWHILE

Texts = Mapping[str, str]  # by language
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


@transaction.atomic
def change_operator(operator: Operator, *, seen: int, by: trail.Actor, values: dict[str, Any]) -> Operator:
    """Change what the centre says of itself. Raises Stale if somebody else saved since version `seen`."""
    operator = Operator.objects.select_for_update().get(pk=operator.pk)
    changed = operator.change(seen, **values)
    if changed:
        trail.record(by, "centre.changed", on=[operator], fields=changed)
    return operator


@transaction.atomic
def change_fee(service: Service, *, price: Decimal, since: date, seen: int, by: trail.Actor) -> Service:
    """Let a fee hold from a day on; the one before ends the day before. What was agreed keeps its price."""
    service = Service.objects.select_for_update().get(pk=service.pk)
    if price < 0:
        raise Refused(_("A fee cannot be less than nothing."), field="price")
    if since <= service.valid_from or Service.objects.filter(code=service.code, valid_from__gte=since).exists():
        raise Refused(_("The fee was already set for this day or later."), field="since")
    service.change(seen, valid_to=since - timedelta(days=1))
    copied = ("code", "names", "about", "kind", "currency", "steps", "is_demonstration")
    kept = {name: getattr(service, name) for name in copied}
    new = Service.objects.create(**kept, price=price, valid_from=since)
    trail.record(by, "centre.changed", on=[service, new], fields=["price"], facts={"code": service.code})
    return new


@transaction.atomic
def set_parameter(
    key: str, value: Any, *, since: date, evidence: Texts, known_since: date, seen: int, by: trail.Actor
) -> Parameter:
    """Let a value hold from a day on; those before it end. Nothing told earlier is lost.

    `seen` is the id of the value that the form showed as the latest. Raises Stale if another one came since.
    """
    if not any(evidence.values()):
        raise Refused(_("Say where the value comes from: a notice, a contract, a decision."), field="evidence_zh")
    running = list(Parameter.objects.select_for_update().filter(key=key, valid_to=None).order_by("valid_from", "pk"))
    _must_have_seen(seen, running, value)
    if any(row.valid_from >= since for row in running):
        raise Refused(_("The value was already set for this day or later."), field="since")
    for row in running:
        row.keep_as_known(known_since)
        row.valid_to = since - timedelta(days=1)
        row.save(update_fields=["valid_to", "known_since"])
    row = Parameter.objects.create(
        key=key, value=value, valid_from=since, known_since=known_since, evidence=dict(evidence)
    )
    trail.record(by, "centre.changed", on=[row], fields=["value"], facts={"key": key, "from": str(since)})
    return row


def _must_have_seen(seen: int, running: list[Parameter], value: Any) -> None:
    if running and running[-1].pk != seen:
        raise Stale(
            SAVED_MEANWHILE, theirs={str(_("Value")): str(running[-1].value)}, yours={str(_("Value")): str(value)}
        )


@transaction.atomic
def add_rate(currency: str, usd: Decimal, *, since: date, evidence: Texts, by: trail.Actor) -> ExchangeRate:
    """Keep what one unit is worth in US dollars from a day on. A day's rate is never changed."""
    if usd <= 0:
        raise Refused(_("A rate is more than nothing."), field="usd")
    held = ExchangeRate.objects.filter(currency=currency, valid_from=since).first()
    if held:
        label = str(_("One unit in US dollars"))
        raise Stale(_("This day has a rate already."), theirs={label: str(held.usd)}, yours={label: str(usd)})
    row = ExchangeRate.objects.create(currency=currency, usd=usd, valid_from=since, evidence=dict(evidence))
    trail.record(by, "centre.changed", on=[row], fields=["usd"], facts={"currency": currency, "from": str(since)})
    return row


@transaction.atomic
def name_territory(
    territory: Territory, *, names: dict[str, str], hidden: bool, seen: int, by: trail.Actor
) -> Territory:
    """Let the operator's own words stand for a place everywhere; languages not given keep theirs."""
    operator = Operator.objects.order_by("pk").first()
    territory = Territory.objects.select_for_update().get(pk=territory.pk)
    named = territory.names | {lang: name.strip() for lang, name in names.items() if name.strip()}
    territory.change(seen, names=named, hidden=hidden)
    on = [operator] if operator else []
    trail.record(by, "centre.changed", on=on, fields=["names"], facts={"territory": territory.code})
    return territory
