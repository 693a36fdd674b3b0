"""Service agreements of the history as rows: one for each licence, and those that were withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from kudosbay.cases.models import Agreement, AgreementLine
from kudosbay.centre.models import Service
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import in_office_hours, later, workday_until
from kudosbay.demo.enterprises import Founded
from kudosbay.demo.files import dice, history
from kudosbay.demo.guests import Cast, Guest
from kudosbay.demo.staff import Staff
from kudosbay.demo.story import Story
from kudosbay.demo.trails import Act, about
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.people.models import Person

USUAL: Final = ("registration-service", "seals", "bank-accompaniment", "tax-setup")


@dataclass(slots=True)
class Deal:
    """An agreement to be; `founded` is None where no enterprise came of it."""

    signed: date
    client: Guest
    founded: Founded | None
    ended: date | None
    pk: int = 0
    case_pk: int | None = None


def deals(story: Story, told: Cast, founded: list[Founded], *, with_case: int) -> list[Deal]:
    """Return the agreements in order of signing, which is the order of their numbers.

    The latest `with_case` of the open ones are left out: their cases make them.
    """
    found = [Deal(one.firm.signed, one.client, one, None) for one in founded]
    pairs = zip(story.withdrawn, told.of_withdrawn, strict=True)
    found += [Deal(one.signed, client, None, one.ended) for one, client in pairs]
    standing = len(story.open) - with_case
    waiting = zip(story.open[:standing], told.of_open[:standing], strict=True)
    found += [Deal(one.signed, client, None, None) for one, client in waiting]
    found.sort(key=lambda deal: deal.signed)
    for number, deal in enumerate(found, 1):
        deal.pk = number
    return found


class Files:
    def __init__(self, all_of_them: list[Deal], staff: Staff) -> None:
        self.deals, self.staff = all_of_them, staff
        self.rng = dice("agreements")
        self.services = list(Service.objects.order_by("valid_from"))
        self.today: date = history()["today"]

    def write(self) -> None:
        lay(Agreement, self._agreements())
        lay(AgreementLine, ({**row, "id": number} for number, row in enumerate(self._lines(), 1)))
        numbers_go_on(Agreement, AgreementLine)

    def _agreements(self) -> Iterator[Row]:
        numbers: dict[int, int] = {}
        for deal in self.deals:
            year = deal.signed.year
            numbers[year] = numbers.get(year, 0) + 1
            yield _agreement(deal, reference("AG", year, numbers[year]), self.rng)
        Counter.objects.bulk_create(Counter(series=f"AG-{year}", value=value) for year, value in numbers.items())

    def _lines(self) -> Iterator[Row]:
        for deal in self.deals:
            for service in self._chosen(deal):
                yield {
                    "agreement_id": deal.pk,
                    "service": service.code,
                    "names": service.names,
                    "kind": service.kind,
                    "price": service.price,
                    "currency": service.currency,
                }

    def _chosen(self, deal: Deal) -> list[Service]:
        at_centre = bool(deal.founded and "示范路9号" in deal.founded.address)
        codes = {*USUAL, "address-service"} if at_centre else set(USUAL)
        return [one for one in self.services if one.code in codes and _holds(one, deal.signed)]

    def acts(self) -> Iterator[Act]:
        for deal in self.deals:
            on = [about(Agreement, deal.pk), about(Person, deal.client.pk)]
            by = self.staff.adviser(deal.client.adviser)
            yield Act(in_office_hours(deal.signed, self.rng), by, "agreement.signed", on, {"on": str(deal.signed)})
            if deal.ended:
                yield Act(in_office_hours(deal.ended, self.rng), by, "agreement.withdrawn", on)


def _holds(service: Service, day: date) -> bool:
    return service.valid_from <= day and (service.valid_to is None or day <= service.valid_to)


def _agreement(deal: Deal, number: str, rng: Random) -> dict[str, Any]:
    first: date = history()["first_day"]
    return {
        "id": deal.pk,
        "reference": number,
        "case_id": deal.case_pk,
        "enterprise_id": deal.founded.pk if deal.founded else None,
        "client_id": deal.client.pk,
        "status": Agreement.Status.WITHDRAWN if deal.ended else Agreement.Status.SIGNED,
        "offered_on": max(first, workday_until(deal.signed - timedelta(days=rng.randint(1, 5)))),
        "signed_on": deal.signed,
        "known_since": deal.signed,
        "deposit": Decimal(rng.choice([1000, 2000, 3000])),
        "currency": "CNY",
        "deposit_received_on": later(deal.signed, rng.randint(1, 4)) if not deal.ended else None,
        "is_demonstration": True,
    }
