"""Parts of the history beside enterprises and cases. Each writes its rows and acts for the world that it is given."""

from collections.abc import Callable

from kudosbay.demo.parts import (
    campaigns,
    compliance,
    gatherings,
    guests,
    introductions,
    premises,
    promises,
    publications,
)
from kudosbay.demo.world import World

# In this order: what a later part points to is there already.
PARTS: tuple[tuple[str, Callable[[World], None]], ...] = (
    ("Milestones, accreditations and wisdom guests", guests.write),
    ("Building and addresses", premises.write),
    ("Duties and filings", compliance.write),
    ("Policies, research, answers and news", publications.write),
    ("Promises", promises.write),
    ("Meetings, trainings and visits", gatherings.write),
    ("Needs, offers and introductions", introductions.write),
    ("Messages", campaigns.write),
)
