"""Whom a policy concerns: for certain, perhaps (a fact is missing), with the reasons. Campaigns send to these."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import QuerySet

from kudosbay.cases.models import Case
from kudosbay.enterprises.models import Enterprise, Investor, Officer
from kudosbay.kernel import trail
from kudosbay.messaging.models import Campaign, Delivery
from kudosbay.people.models import Person
from kudosbay.publications import audience
from kudosbay.publications.audience import Facts
from kudosbay.publications.models import Edition, Publication
from kudosbay.publications.reasons import Leaf, leaf_of
from kudosbay.rulebook.conditions import Condition, Reason

PERSON_COLUMNS: Final = ("pk", "nationality", "languages", "source", "birth_date", "registered_on")
FIRM_COLUMNS: Final = ("pk", "form", "activities", "origin", "licensed_on", "left_on")
CHUNK: Final = 2000
Leaves = tuple[Leaf, ...]  # what decided, together


@dataclass(frozen=True, slots=True)
class Concerned:
    """Ids of people; `groups` has those for certain by what decided, `missing` counts the facts that nobody knows."""

    definite: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    asked: int = 0
    groups: Mapping[Leaves, list[int]] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def decided(self) -> Counter[Leaf]:
        """How many people each single condition decided for."""
        counted: Counter[Leaf] = Counter()
        for leaves, people in self.groups.items():
            counted.update(dict.fromkeys(leaves, len(people)))
        return counted

    @property
    def reasons(self) -> dict[str, int]:
        return {condition: count for (_whose, condition), count in self.decided.items()}

    @property
    def people(self) -> QuerySet[Person]:
        return Person.objects.filter(pk__in=self.definite)


def edition_that_counts(publication: Publication, *, today: date) -> Edition | None:
    """Return the edition in force; before the first is, the one being written."""
    editions = publication.editions.order_by("-number")
    return editions.in_force(today).first() or editions.first()


def people_concerned(publication: Publication, *, today: date) -> Concerned:
    """Ask everybody in the database. Where a publication names no condition, it concerns nobody in particular."""
    edition = edition_that_counts(publication, today=today)
    return concerned(edition, today=today) if edition else Concerned()


def concerned(edition: Edition, *, today: date) -> Concerned:
    text = edition.details.get("concerns", "")
    return ask_people(text, Person.objects.all(), today=today) if text else Concerned()


def ask_people(text: str, people: QuerySet[Person], *, today: date) -> Concerned:
    """Ask one condition of many people: three queries for people, enterprises and cases. Raises ConditionError."""
    asked = audience.condition(text)
    definite: list[int] = []
    unknown: list[int] = []
    groups: defaultdict[Leaves, list[int]] = defaultdict(list)
    missing: Counter[str] = Counter()
    total = 0
    for person, facts in facts_of(people, _wanted(asked), today=today):
        total += 1
        answer = asked.of(facts)
        if answer is True:
            definite.append(person)
            groups[tuple(sorted({leaf_of(reason) for reason in asked.because(facts)}))].append(person)
        elif answer is None:
            unknown.append(person)
            missing.update({reason.fact for reason in asked.because(facts) if reason.value is None and reason.fact})
    return Concerned(definite, unknown, total, groups, missing)


def concerned_by_any(editions: Iterable[Edition], *, today: date) -> set[int]:
    """Return ids of everybody whom one of these editions concerns for certain: each person is looked at once for all."""
    texts = {one.details["concerns"] for one in editions if one.details.get("concerns")}
    if not texts:
        return set()
    asked = [audience.condition(text) for text in sorted(texts)]
    everybody = facts_of(Person.objects.all(), frozenset().union(*map(_wanted, asked)), today=today)
    return {person for person, facts in everybody if any(one.of(facts) is True for one in asked)}


def reasons_for(edition: Edition, person: Person, *, today: date) -> tuple[bool | None, tuple[Reason, ...]]:
    """Return the answer for one person and what decided it."""
    asked = audience.condition(edition.details["concerns"])
    alone = Person.objects.filter(pk=person.pk)
    _pk, facts = next(facts_of(alone, _wanted(asked), today=today))
    return asked.of(facts), asked.because(facts)


def _wanted(asked: Condition) -> frozenset[str]:
    """Return the lists that the condition looks into: nothing else is fetched."""
    return frozenset(name for name in ("enterprises", "cases") if name in asked.facts)


def facts_of(people: QuerySet[Person], wanted: Iterable[str], *, today: date) -> Iterator[tuple[int, Facts]]:
    firms = _firms_by_person(today) if "enterprises" in wanted else {}
    cases = _cases_by_person() if "cases" in wanted else {}
    for row in people.order_by().values(*PERSON_COLUMNS).iterator(chunk_size=CHUNK):
        of = row["pk"]
        yield of, audience.facts_of_person(row, enterprises=firms.get(of, []), cases=cases.get(of, []), today=today)


def _firms_by_person(today: date) -> dict[int, list[Facts]]:
    """Where each person invests or holds an office today."""
    rows = Enterprise.objects.order_by().values(*FIRM_COLUMNS)
    firms = {row["pk"]: audience.facts_of_enterprise(row, today=today) for row in rows.iterator(chunk_size=CHUNK)}
    found: dict[int, dict[int, Facts]] = defaultdict(dict)
    for ties in (Investor.objects.filter(person__isnull=False, valid_to=None), Officer.objects.filter(valid_to=None)):
        for person, firm in ties.order_by().values_list("person_id", "enterprise_id"):
            found[person][firm] = firms[firm]
    return {person: list(some.values()) for person, some in found.items()}


def _cases_by_person() -> dict[int, list[Facts]]:
    found: dict[int, list[Facts]] = defaultdict(list)
    for row in Case.objects.order_by().values("founder_id", "facts", "status", "turn").iterator(chunk_size=CHUNK):
        found[row["founder_id"]].append(audience.facts_of_case(row))
    return found


def tellings(edition: Edition) -> QuerySet[Campaign]:
    """Return the messages to many by which people were told of an edition, the latest first."""
    return Campaign.objects.filter(about_kind=trail.kind_of(edition), about_id=edition.pk).order_by("-made_at", "-id")


def told(*editions: Edition) -> QuerySet[Delivery]:
    """Return the deliveries by which people were told of one of these editions; what came back is none."""
    back = [Delivery.Status.FAILED, Delivery.Status.PARKED, Delivery.Status.SUPPRESSED]
    of = Campaign.objects.filter(about_kind=trail.kind_of(Edition), about_id__in=[one.pk for one in editions])
    return Delivery.objects.filter(campaign__in=of, kind=Delivery.Kind.POLICY).exclude(status__in=back)


def still_to_tell(edition: Edition, *, today: date) -> dict[Leaves, list[int]]:
    """Return by what decided whom an edition concerns for certain, without those who were told of it."""
    known = set(told(edition).values_list("person", flat=True))
    groups = concerned(edition, today=today).groups.items()
    left = {leaves: [person for person in people if person not in known] for leaves, people in groups}
    return {leaves: people for leaves, people in left.items() if people}


def publication_told_by(campaign: Campaign) -> Publication | None:
    """Return the publication that a message to many tells of, where it does."""
    if campaign.about_kind != trail.kind_of(Edition):
        return None
    return Publication.objects.filter(editions=campaign.about_id).first()
