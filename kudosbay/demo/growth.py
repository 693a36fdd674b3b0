"""How firms of the history grew: stages with evidence, and the accreditations of the best."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.days import in_office_hours, workday_from
from kudosbay.demo.enterprises import Founded
from kudosbay.demo.files import dice, names
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.enterprises.models import Enterprise, Stage

GROWS: Final = 42  # of a hundred firms that have been here for a year
SUCCEEDS: Final = 34  # of a hundred growing firms that have been here for three


class Growth:
    """Decides for each firm in order of licences which stages it reached, and writes them."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.number = world, dice("growth"), count(1)
        self.told = names("wisdom")
        self.successful: list[tuple[Founded, date]] = []

    def write(self) -> None:
        rows = [row for one in self.world.founded for row in self._stages(one)]
        lay(Stage, rows)
        numbers_go_on(Stage)
        by = {one.pk: self.world.staff.adviser(one.client.adviser) for one in self.world.founded}
        self.world.trail.tell_all(self._act(row, by[row["enterprise_id"]]) for row in rows)

    def _stages(self, one: Founded) -> Iterator[Row]:
        if one.firm.origin == "converted":
            yield self._row(
                one, "natural_person", one.client.registered, evidence="咨询记录 Record of the consultation"
            )
        yield self._row(one, "enterprise", one.firm.licensed, evidence="营业执照 Business licence")
        end = one.firm.left or self.world.today
        grown = workday_from(one.firm.licensed + timedelta(days=self.rng.randint(300, 620)))
        if grown >= end or self.rng.randrange(100) >= GROWS:
            return
        yield self._row(one, "growing", grown, evidence=self.rng.choice(self.told["growth"]))
        yield from self._later(one, grown, end)

    def _later(self, one: Founded, grown: date, end: date) -> Iterator[Row]:
        great = workday_from(grown + timedelta(days=self.rng.randint(500, 1100)))
        if great < end and self.rng.randrange(100) < SUCCEEDS:
            self.successful.append((one, great))
            yield self._row(one, "successful", great, evidence=self.rng.choice(self.told["success"]))
        if one.firm.left and one.firm.because == "moved_out":
            yield self._row(one, "alumni", one.firm.left, evidence="迁出通知书 Notice of the move")

    def _row(self, one: Founded, stage: str, since: date, *, evidence: str) -> Row:
        known = max(since, one.firm.licensed)
        told = {"stage": stage, "since": since, "known_since": known, "evidence": f"{evidence}（演示）"}
        return {"id": next(self.number), "enterprise_id": one.pk, **told}

    def _act(self, row: Row, by: Any) -> Act:
        facts = {"stage": row["stage"], "from": str(row["since"])}
        moment = in_office_hours(workday_from(row["known_since"]), self.rng)
        moment = min(moment, self.world.now)
        return Act(moment, by, "enterprise.stage_reached", [about(Enterprise, row["enterprise_id"])], facts)
