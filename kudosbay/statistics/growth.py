"""Growth of enterprises, milestones and accreditations, as of a day."""

from collections.abc import Callable

from django.db.models import OuterRef, QuerySet, Subquery

from kudosbay.enterprises.models import Enterprise, Milestone, MilestoneQuerySet, Stage
from kudosbay.statistics.figures import Asked


def at_stage(stage: str) -> Callable[[Asked], QuerySet[Enterprise]]:
    """Return enterprises whose latest stage by the day is this one."""

    def found(asked: Asked) -> QuerySet[Enterprise]:
        reached = Stage.objects.reached_by(asked.as_of, known_on=asked.known_on).filter(enterprise=OuterRef("pk"))
        latest = Subquery(reached.order_by("-since", "-pk").values("stage")[:1])
        return Enterprise.objects.known(asked.known_on).annotate(latest_stage=latest).filter(latest_stage=stage)

    return found


def milestones(asked: Asked) -> MilestoneQuerySet:
    return Milestone.objects.told_by(asked.as_of, known_on=asked.known_on).select_related("enterprise")


def accreditations(asked: Asked) -> MilestoneQuerySet:
    return milestones(asked).in_force(asked.as_of)
