"""What the parts of the history share: who there is, which firms, until when, and the trail that they write."""

from dataclasses import dataclass
from datetime import date, datetime

from kudosbay.demo.enterprises import Founded
from kudosbay.demo.guests import Cast
from kudosbay.demo.staff import Staff
from kudosbay.demo.story import Story
from kudosbay.demo.trails import Trail


@dataclass(frozen=True, slots=True)
class World:
    """`everybody` tells the full demonstration from the small one; ids of people and firms are there already."""

    story: Story
    people: Cast
    founded: list[Founded]
    staff: Staff
    trail: Trail
    today: date
    now: datetime
    everybody: bool
