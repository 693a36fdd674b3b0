"""How invented enterprises are called, where they sit, and who else owns them."""

from functools import cache
from itertools import permutations
from random import Random
from typing import Any, Final, NamedTuple

from kudosbay.demo.files import Wheel, dice, names
from kudosbay.demo.guests import Guest
from kudosbay.demo.story import Firm

PARTNERSHIP: Final = "fi_partnership"
ENTITY_WORDS: Final = ("Holdings Ltd", "Trading Ltd", "Group", "Investments Ltd", "International Ltd")


class Title(NamedTuple):
    zh: str
    en: str
    code_ends_in: str = ""


class Register:
    """Gives each enterprise a name that no other has; the hard names go to the first firms that fit them."""

    def __init__(self) -> None:
        self.rng = dice("companies")
        self.brands = iter(_brands(self.rng))
        self.hard = list(names("nasty")["enterprises"])
        self.taken: set[str] = set()

    def name(self, firm: Firm) -> Title:
        title = self._hard(firm) or self._usual(firm)
        self.taken.add(title.zh)
        return title

    def _hard(self, firm: Firm) -> Title | None:
        for one in self.hard:
            if (one["country"], one["activity"]) == (firm.country, firm.activity) and firm.form != PARTNERSHIP:
                self.hard.remove(one)
                return Title(one["zh"], one["en"], one.get("credit_code_ends_in", ""))
        return None

    def _usual(self, firm: Firm) -> Title:
        while True:
            brand_zh, brand_en = next(self.brands)
            told = names("companies")
            place = self.rng.randrange(3)
            trade = told["trades"][firm.activity]
            pattern = told["partnership"] if firm.form == PARTNERSHIP else _pattern(self.rng)
            zh = pattern["zh"].format(brand=brand_zh, trade=trade["zh"][place])
            if zh not in self.taken:
                return Title(zh, pattern["en"].format(brand=brand_en, trade=trade["en"][place]))


@cache
def _patterns() -> Wheel:
    return Wheel({place: one["weight"] for place, one in enumerate(names("companies")["patterns"])})


def _pattern(rng: Random) -> dict[str, Any]:
    found: dict[str, Any] = names("companies")["patterns"][_patterns().turn(rng)]
    return found


def _brands(rng: Random) -> list[tuple[str, str]]:
    """Return the invented brands, then every pair of syllables that is not one of them, shuffled; then all again."""
    told = names("companies")
    first = [(one[0], one[1]) for one in told["brands"]]
    known = {zh for zh, _en in first}
    pairs = [(a[0] + b[0], a[1] + b[1].lower()) for a, b in permutations(told["syllables"], 2)]
    more = [pair for pair in pairs if pair[0] not in known]
    rng.shuffle(first)
    rng.shuffle(more)
    return (first + more) * 2


def foreign_owner(guest: Guest, rng: Random) -> str:
    """Return the name of a company outside the mainland that belongs to this client's people."""
    word = (guest.called.family or guest.called.in_latin).split(" ")[0].capitalize()
    return f"{word} {rng.choice(ENTITY_WORDS)}"


def mainland_owner(rng: Random) -> str:
    first, second = rng.sample(names("companies")["syllables"], 2)
    return f"上海{first[0]}{second[0]}投资有限公司"


HOUSE: Final = "示范路9号"  # what every address of the house holds
CENTRE_ADDRESS: Final = "上海市松江区示范路9号9幢{floor}层{room}室（演示地址）"
OTHER_ADDRESS: Final = "上海市松江区示例路{number}号{house}幢{room}室（演示地址）"


def centre_address(number: int) -> str:
    return CENTRE_ADDRESS.format(floor=number % 7 + 2, room=f"{number % 7 + 2}{number % 160 + 1:02d}-{number}")


def other_address(rng: Random) -> str:
    return OTHER_ADDRESS.format(number=rng.randint(10, 990), house=rng.randint(1, 20), room=rng.randint(101, 1860))


def scope_of(activity: str) -> str:
    told = names("scopes")
    return f"{told['scopes'][activity]}{told['ending']}"


def wish(guest: Guest, activity: str) -> str:
    """Return the name that the founder would like for the company."""
    word = (guest.called.family or guest.called.in_latin).split(" ")[0].capitalize()
    trade: str = names("companies")["trades"][activity]["en"][0]
    return f"{word} {trade}"
