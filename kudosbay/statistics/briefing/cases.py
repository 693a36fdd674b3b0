"""Success cases for visitors: firms of people who agreed that we tell of them, and no others."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kudosbay.enterprises.models import Enterprise, Investor, Milestone, Stage
from kudosbay.people.models import Consent
from kudosbay.statistics import figures
from kudosbay.statistics.briefing.figures import by_language
from kudosbay.statistics.briefing.words import Places, Texts, day, in_each, texts
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.talents import end_of

PURPOSE: Final = "showcase"  # the purpose of consent to be told of to visitors and authorities
NUMBER: Final = 3
GREW: Final = (Stage.Name.SUCCESSFUL, Stage.Name.GROWING)


def agreed(asked: Asked) -> QuerySet[Enterprise]:
    """Return active enterprises with an investor who agreed by the day and has not withdrawn since, whenever that was."""
    given = Consent.objects.filter(purpose=PURPOSE, given_at__lte=end_of(asked.as_of), withdrawn_at=None)
    investors = Investor.objects.filter(enterprise=OuterRef("pk"), person__in=given.values("person"))
    return figures.active(asked).filter(Exists(investors))


def success_cases(asked: Asked, places: Places) -> list[dict[str, Any]]:
    """Return three, those that grew most lately first. Costs the same however many agreed."""
    grown = Q(stages__stage__in=GREW, stages__since__lte=asked.as_of)
    found = list(
        agreed(asked)
        .annotate(grew=Max("stages__since", filter=grown))
        .filter(grew__isnull=False)
        .order_by("-grew", "pk")[:NUMBER]
    )
    stages = _latest_stages(found, asked)
    honours = _honours(found, asked)
    from_where = dict(
        Investor.objects.filter(enterprise__in=found).order_by("-pk").values_list("enterprise", "country")
    )
    return [
        {
            "name": _name(firm),
            "origin": _origin(firm, places.named(from_where.get(firm.pk, ""))),
            "reached": _reached(stages.get(firm.pk)),
            "honours": honours.get(firm.pk, []),
        }
        for firm in found
    ]


def _name(firm: Enterprise) -> Texts:
    return texts({"zh-Hans": firm.name_zh, "en": firm.name_en or firm.name_zh})


def _origin(firm: Enterprise, place: Texts) -> Texts:
    def sentence(lang: str) -> str:
        told = {"place": place[lang], "month": day(firm.licensed_on, "month"), "way": firm.get_origin_display()}
        return _("From %(place)s; licensed in %(month)s; %(way)s") % told

    return by_language(sentence)


def _reached(stage: Stage | None) -> Texts:
    if stage is None:
        return {}
    since: date = stage.since
    return in_each(
        lambda: _("%(stage)s since %(month)s") % {"stage": stage.get_stage_display(), "month": day(since, "month")}
    )


def _latest_stages(firms: Sequence[Enterprise], asked: Asked) -> dict[int, Stage]:
    rows = Stage.objects.reached_by(asked.as_of, known_on=asked.known_on).filter(enterprise__in=firms)
    return {row.enterprise_id: row for row in rows.order_by("since", "pk")}


def _honours(firms: Sequence[Enterprise], asked: Asked) -> dict[int, list[Texts]]:
    rows = Milestone.objects.told_by(asked.as_of, known_on=asked.known_on).filter(enterprise__in=firms, is_public=True)
    found: dict[int, list[Texts]] = {}
    for row in rows.order_by("-happened_on", "pk"):
        found.setdefault(row.enterprise_id or 0, []).append(texts(row.titles))
    return {firm: honours[:2] for firm, honours in found.items()}
