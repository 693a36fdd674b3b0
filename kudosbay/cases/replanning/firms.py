"""Which enterprises have other duties by other rules, over the year that follows: all of them at once, by column."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from kudosbay.compliance.facts import facts_of_many
from kudosbay.enterprises.models import Enterprise
from kudosbay.rulebook.columns import Codes
from kudosbay.rulebook.columns_duties import DueColumns, due_columns
from kudosbay.rulebook.columns_firms import Firms
from kudosbay.rulebook.load import Rulebook

YEAR: Final = timedelta(days=365)
FIRM, KEY = 32, 10  # from which bit on each stands; a day of the year that follows needs nine
Due = dict[str, str]  # key of a due item → its day


@dataclass(frozen=True, slots=True)
class MovedFirm:
    """`before` and `after` hold only what differs."""

    enterprise: int
    before: Due
    after: Due


def moved_firms(*, old: Rulebook, new: Rulebook, since: date) -> list[MovedFirm]:
    """Four queries, however many enterprises there are."""
    facts = facts_of_many(list(Enterprise.objects.active_on(since).order_by("pk")), day=since)
    firms, names = Firms.of(list(facts.values())), dict[str, int]()
    sides = [_numbers(due_columns(rules, firms, first=since, last=since + YEAR), names, since) for rules in (old, new)]
    before, after = (_told(np.setdiff1d(one, other), names, since) for one, other in (sides, reversed(sides)))
    keys = list(facts)
    return [MovedFirm(keys[firm], before[firm], after[firm]) for firm in sorted({*before, *after})]


def _numbers(found: DueColumns, names: dict[str, int], since: date) -> Codes:
    """Each due day of a firm as one number, so that two sets of them can be laid side by side: firm, key, day."""
    parts = [np.zeros(0, dtype=np.int64)]
    for block in found.blocks:
        keys, place = found.keys(block)
        key = np.array([names.setdefault(one, len(names)) for one in keys], dtype=np.int64)[place]
        parts.append((block.firm.astype(np.int64) << FIRM) | (key << KEY) | (block.day - since.toordinal()))
    return np.concatenate(parts)


def _told(numbers: Codes, names: Mapping[str, int], since: date) -> defaultdict[int, Due]:
    found: defaultdict[int, Due] = defaultdict(dict)
    keys = list(names)
    for number in numbers.tolist():
        key = keys[number >> KEY & (1 << FIRM - KEY) - 1]
        found[number >> FIRM][key] = (since + timedelta(days=number & (1 << KEY) - 1)).isoformat()
    return found
