"""The shape of every YAML record under `rules/`. Unknown keys are refused.

`docs/rules.md` is the same in words, with examples, for the people who write the rules.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Confidence = Literal["high", "medium", "low", "unverified"]
Lane = Literal["you", "we", "authority"]
Payee = Literal["official", "ours", "third"]
Unit = Literal["calendar_days", "working_days", "months", "years"]
Milestone = Literal["name", "lease", "licence", "seals", "tax", "bank", "entry", "hire", "increase"]
PaperClass = Literal["identity", "qualification", "signature", "personal", "none"]
QuestionKind = Literal["choice", "ticks", "yes_no", "number", "money", "country", "date", "activities"]
Day = date
Condition = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]


class Strict(BaseModel):
    # Built on first use: rules that come from the cache are not validated again.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Text(Strict):
    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class Valid(Strict):
    """First and last day, both inclusive; null is open."""

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"ends on {self.last}, before it begins on {self.first}")
        return self


class Sourced(Strict):
    source: list[str] = Field(min_length=1)
    valid: Valid
    confidence: Confidence
    checked: date

    @model_validator(mode="after")
    def _none_is_unverified(self) -> Self:
        if "none" in self.source and self.confidence != "unverified":
            raise ValueError("source [none] needs confidence: unverified")
        return self


class Days(Sourced):
    min: int = Field(ge=0)
    max: int = Field(ge=0)
    when: Condition | None = None


class Fee(Sourced):
    amount: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    currency: str = Field(default="CNY", pattern="^[A-Z]{3}$")
    to: Payee = "official"
    when: Condition | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.amount is None) == (self.min is None or self.max is None):
            raise ValueError("give either amount, or both min and max")
        return self


class Regime(Sourced):
    id: Identifier
    name: Text
    when: Condition | None = None
    note: Text | None = None


class Form(Sourced):
    id: Identifier
    name: Text
    registration: Identifier
    note: Text | None = None


class Step(Sourced):
    id: Identifier
    name: Text
    lane: Lane
    authority: Text | None = None
    when: Condition | None = None
    per: Literal["investor", "person"] | None = None
    who: Condition | None = None
    after: list[str] = []
    before: list[str] = []
    with_: list[str] = Field(default=[], alias="with")
    papers: list[str] = []
    working_days: list[Days] = []
    fee: list[Fee] = []
    optional: bool = False
    milestone: Milestone | None = None
    filing: Milestone | None = None
    note: Text | None = None
    output: Text | None = None
    risk: Text | None = None
    visit: bool = False


class Sign(Strict):
    how: Identifier
    when: Condition | None = None


class Paper(Sourced):
    id: Identifier
    name: Text
    by: Lane = "you"
    kind: PaperClass = Field(default="none", alias="class")
    per: Literal["investor", "person"] | None = None
    who: Condition | None = None
    when: Condition | None = None
    translate: bool = False
    sign: list[Sign] = []
    copies: int | None = Field(default=None, ge=0)
    files: list[str] = []
    purpose: Text | None = None
    good: Text | None = None
    bad: Text | None = None
    validity: Text | None = None
    note: Text | None = None


class Signature(Sourced):
    id: Identifier
    name: Text
    note: Text | None = None


class Route(Sourced):
    id: Identifier
    name: Text
    classes: list[PaperClass] = Field(min_length=1)
    when: Condition | None = None
    papers: Text | None = None
    note: Text | None = None


class Admission(Sourced):
    status: Literal["open", "restricted", "prohibited", "cooperation"]
    area: Literal["any", "national", "ftz"] = "any"
    cap: Decimal | None = Field(default=None, ge=0, le=100)
    when: Condition | None = None
    note: Text | None = None


class AddressTerm(Sourced):
    refuses: list[str] = Field(min_length=1)
    note: Text | None = None


class Permits(Strict):
    pre: list[Identifier] = []
    post: list[Identifier] = []


class Activity(Sourced):
    id: Identifier
    name: Text
    words: list[str] = []
    admission: list[Admission] = Field(min_length=1)
    permits: Permits = Permits()
    address: list[AddressTerm] = []
    note: Text | None = None


class Edition(Sourced):
    """An edition of a list; `kind` groups the editions that follow one another."""

    id: Identifier
    kind: Identifier
    area: Literal["any", "national", "ftz"] = "any"
    name: Text
    items: int | None = None
    note: Text | None = None


class Block(Sourced):
    id: Identifier
    when: Condition
    effect: Literal["blocked", "conditional", "note"] = "blocked"
    reason: Text
    instead: Text | None = None


class Count(Strict):
    n: int
    unit: Unit


class YearlyDay(Strict):
    """A day of the year, in the year of the milestone plus `years`."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    years: int = Field(default=0, ge=0)


class Deadline(Sourced):
    id: Identifier
    name: Text
    rule: Identifier | None = None
    when: Condition | None = None
    after: str = Field(default="", alias="from")
    count: Count | None = None
    yearly: YearlyDay | None = None
    date: Day | None = None
    at_most: Day | None = None
    roll: Literal["none", "next_workday"] = "none"
    step: Identifier | None = None
    penalty: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _countable(self) -> Self:
        if self.date is None and not self.after:
            raise ValueError("give either date, or from (with count or yearly where the day itself is not the date)")
        return self


Period = Literal["month", "quarter", "year", "once", "event", "standing"]
DueClass = Literal["CN_TAX_15", "CN_TAX_LASTDAY", "CN_NO_SHIFT", "WORKDAYS", "BEFORE", "NOTICE"]


class DueRule(Strict):
    """One of: a class alone, a day of the year after the period, a fixed date, or a count from the first known fact."""

    class_: DueClass = Field(alias="class")
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    date: Day | None = None
    after: list[str] = Field(default=[], alias="from")
    count: Count | None = None
    at_most: Day | None = None
    opens: YearlyDay | None = None
    override: str | None = None

    @model_validator(mode="after")
    def _countable(self) -> Self:
        ways = [self.class_ in {"CN_TAX_15", "NOTICE"}, self.month is not None, self.date is not None, bool(self.after)]
        if ways.count(True) != 1 or (self.month is None) != (self.day is None):
            raise ValueError("give one of: class alone (CN_TAX_15, NOTICE), month and day, date, or from")
        return self


class Penalty(Sourced):
    id: Identifier
    text: Text


class Parameter(Sourced):
    """A figure of the law over time: `value`, or `low` and `high`."""

    id: Identifier
    name: Text
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Literal["CNY", "percent", "persons"]
    note: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.value is None) == (self.low is None or self.high is None):
            raise ValueError("give either value, or both low and high")
        return self


class Duty(Sourced):
    id: Identifier
    name: Text
    authority: Text
    when: Condition | None = None
    who: Condition | None = None
    per: Literal["person"] | None = None
    period: Period
    due: DueRule
    penalty: Identifier | None = None
    parameters: list[Identifier] = []
    note: Text | None = None


class Rate(Sourced):
    """One unit of the currency in CNY."""

    id: Identifier
    cny: Decimal = Field(gt=0)


class Definition(Strict):
    id: Identifier
    when: Condition
    note: str | None = None


class Choice(Strict):
    value: str | bool | int | None = None
    text: Text
    hint: Text | None = None
    sets: dict[str, object] = Field(min_length=1)


class Question(Strict):
    id: Identifier
    order: int
    kind: QuestionKind
    asks: list[str] = Field(min_length=1)
    each: Literal["investors", "people"] | None = None
    when: Condition | None = None
    text: Text
    hint: Text | None = None
    why: Text
    choices: list[Choice] = []
    examples: list[object] = []


class Source(Strict):
    id: str = Field(min_length=1)
    title: Text
    where: str = ""
    kind: Literal["law", "regulation", "rule", "notice", "guide", "article", "practice", "treaty", "none"]
    note: str | None = None


class Term(Strict):
    id: Identifier
    name: Text
    note: Text | None = None


KINDS: dict[str, type[Strict]] = {
    "definitions": Definition,
    "regimes": Regime,
    "forms": Form,
    "steps": Step,
    "papers": Paper,
    "signatures": Signature,
    "routes": Route,
    "activities": Activity,
    "lists": Edition,
    "blocks": Block,
    "deadlines": Deadline,
    "duties": Duty,
    "penalties": Penalty,
    "parameters": Parameter,
    "rates": Rate,
    "questions": Question,
    "sources": Source,
    "terms": Term,
}
DATED_INSIDE = {"steps": ("working_days", "fee"), "activities": ("admission", "address")}
