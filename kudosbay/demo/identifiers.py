"""Passports and permits of clients: invented numbers, sealed like true ones."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.files import dice
from kudosbay.demo.guests import Guest
from kudosbay.kernel import vault
from kudosbay.people.models import Identifier, PreviousName

PERMITS: Final = {"HK": "H", "MO": "M", "TW": "T"}  # mainland travel permits begin so


def write(guests: Iterable[Guest]) -> None:
    known = list(guests)
    lay(Identifier, ({**row, "id": number} for number, row in enumerate(_rows(known), 1)))
    lay(PreviousName, ({**row, "id": number} for number, row in enumerate(_previous(known), 1)))
    numbers_go_on(Identifier, PreviousName)


def _rows(guests: list[Guest]) -> Iterator[Row]:
    rng = dice("identifiers")
    for guest in guests:
        number = f"{PERMITS.get(guest.country, 'X')}00{rng.randrange(10**6):06d}"
        issued = guest.registered - timedelta(days=rng.randint(30, 1500))
        yield {
            "person_id": guest.pk,
            "kind": Identifier.Kind.TRAVEL_PERMIT if guest.country in PERMITS else Identifier.Kind.PASSPORT,
            "issued_by": "CN" if guest.country in PERMITS else guest.country,
            "sealed_number": vault.seal(number.encode(), purpose=Identifier.PURPOSE),
            "number_hash": vault.fingerprint(number, Identifier.PURPOSE),
            "tail": number[-3:],
            "issued_on": issued,
            "expires_on": issued + timedelta(days=3652),
        }


def _previous(guests: list[Guest]) -> Iterator[Row]:
    for guest in guests:
        if guest.called.previous:
            yield {"person_id": guest.pk, "full_name": guest.called.previous}
