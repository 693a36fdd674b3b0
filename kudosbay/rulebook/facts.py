"""The vocabulary of facts: what a facts file, the interview and every condition speak.

A fact that is absent or null is unknown. An unknown key, value or combination is refused by `FactsError`,
which lists for each mistake its path, what is wrong and the nearest valid form.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kudosbay.rulebook.words import CURRENCY, TERRITORIES

Day = date
Form = Literal[
    "wfoe_llc",
    "jv_llc",
    "fi_partnership",
    "rep_office",
    "fie_branch",
    "foreign_company_branch",
    "individual_business",
    "cross_border_services",
]
Activity = Literal[
    "consulting",
    "software_development",
    "design",
    "trade_wholesale",
    "trade_retail",
    "import_export",
    "cross_border_ecommerce",
    "exhibition_services",
    "advertising",
    "logistics",
    "food_prepackaged",
    "food_catering",
    "medical_device_1",
    "medical_device_2",
    "medical_device_3",
    "cosmetics_trade",
    "travel_agency",
    "labour_dispatch",
    "recruitment",
    "school_compulsory",
    "school_preschool",
    "school_senior_secondary",
    "training_adult",
    "vats_app_store",
    "vats_idc",
    "vats_isp",
    "news_publishing",
    "culture_online",
    "research_development",
    "manufacturing_general",
    "equity_fund",
    "other",
]
Zone = Literal["none", "songjiang_etdz", "songjiang_cbz", "shftz", "lingang", "pudong_pioneer", "hongqiao"]
AddressKind = Literal["owned", "leased_nonresidential", "incubator_desk", "centralised_registration", "residential"]
Role = Literal[
    "legal_representative",
    "director",
    "supervisor",
    "manager",
    "finance",
    "chief_representative",
    "representative",
    "employee",
    "service_agent",
]
Status = Literal["none", "visitor", "visa_free", "student", "startup_residence", "work_residence", "family", "prc_card"]
ChangeKind = Literal["address", "scope", "legal_representative", "capital", "shareholders", "controller", "closure"]
Level = Literal["none", "secondary", "associate", "bachelor", "master", "doctor"]


def _territory(code: str) -> str:
    if code not in TERRITORIES:
        raise ValueError("is not a code of ISO 3166-1 (two capital letters)")
    return code


def _currency(code: str) -> str:
    if not CURRENCY.fullmatch(code):
        raise ValueError("is not a currency code of ISO 4217 (three capital letters)")
    return code


Country = Annotated[str, AfterValidator(_territory)]
Currency = Annotated[str, AfterValidator(_currency)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Investor(Given):
    id: Name
    kind: Literal["natural", "entity"] | None = None
    country: Country | None = None
    share: Decimal | None = Field(default=None, gt=0, le=100)
    in_china: bool | None = None
    prc_permanent_residence: bool | None = None
    mainland_travel_permit: bool | None = None
    chinese_citizen: bool | None = None
    years_existing: Decimal | None = Field(default=None, ge=0)
    other_one_person_llc: bool | None = None
    filed_in_yrd_before: bool | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "natural" and self.years_existing is not None:
            raise ValueError("years_existing is for kind: entity only")
        if self.kind == "entity" and self.prc_permanent_residence:
            raise ValueError("prc_permanent_residence is for kind: natural only")
        if self.mainland_travel_permit and self.country not in {"HK", "MO", "TW", None}:
            raise ValueError("mainland_travel_permit is for country: HK, MO or TW")
        if self.chinese_citizen and self.country not in {"HK", "MO", "TW", "CN", None}:
            raise ValueError("chinese_citizen is for country: HK, MO, TW or CN")
        return self


class Location(Given):
    district: str | None = None
    zone: Zone | None = None


class Capital(Given):
    amount: Decimal | None = Field(default=None, ge=0)
    currency: Currency | None = None


class Person(Given):
    role: Role | None = None
    person: Name
    country: Country | None = None
    in_china: bool | None = None
    needs_work_permit: bool | None = None
    hired: Day | None = None
    entered: Day | None = None
    permit_until: Day | None = None
    residence_until: Day | None = None
    left: Day | None = None


class Education(Given):
    level: Level | None = None
    from_: str | None = Field(default=None, alias="from")
    year: int | None = Field(default=None, ge=1900, le=2200)


class Founder(Given):
    entry_date: Day | None = None
    status: Status | None = None
    permit_category: Literal["A", "B", "C"] | None = None
    permit_months: int | None = Field(default=None, ge=0, le=120)
    start_before_company: bool | None = None
    incubator_agreement: bool | None = None


class Control(Given):
    other_controller: bool | None = None


class Partner(Given):
    investor: Name
    kind: Literal["general", "limited"] | None = None


class Change(Given):
    kind: ChangeKind
    decided: Day | None = None
    no_debts: bool | None = None


class Milestones(Given):
    name: Day | None = None
    lease: Day | None = None
    licence: Day | None = None
    seals: Day | None = None
    tax: Day | None = None
    bank: Day | None = None
    entry: Day | None = None
    hire: Day | None = None
    increase: Day | None = None
    decision: Day | None = None
    approval: Day | None = None


class Existing(Given):
    form: Form | None = None
    registered: Day | None = None
    contribution_due: Day | None = None
    structure: Literal["fil", "old_ejv", "old_cjv", "old_wfoe"] | None = None
    term_until: Day | None = None
    ended: Day | None = None

    @model_validator(mode="after")
    def _old_structures_ended(self) -> Self:
        old = self.structure in {"old_ejv", "old_cjv", "old_wfoe"}
        if old and self.registered and self.registered > date(2019, 12, 31):
            raise ValueError("an old structure could not be registered after 2019-12-31: use structure: fil")
        return self


class Tax(Given):
    vat: Literal["small_scale", "general"] | None = None
    vat_period: Literal["month", "quarter"] | None = None
    employees: int | None = Field(default=None, ge=0)
    foreign_employees: int | None = Field(default=None, ge=0)
    customs_registered: bool | None = None


class Facts(Given):
    as_of: Day | None = None
    form: Form | None = None
    investors: tuple[Investor, ...] | None = None
    activities: tuple[Activity, ...] | None = None
    location: Location | None = None
    address: AddressKind | None = None
    capital: Capital | None = None
    trade: Literal["none", "import", "export", "both"] | None = None
    cross_border_ecommerce: bool | None = None
    fixed_asset_project: bool | None = None
    people: tuple[Person, ...] | None = None
    education: Education | None = None
    founder: Founder | None = None
    control: Control | None = None
    capital_source: Literal["abroad", "domestic"] | None = None
    remit_early: bool | None = None
    sensitive_sector: bool | None = None
    filed_by: Literal["agent", "founder"] | None = None
    paper_language: str | None = Field(default=None, pattern="^[a-z]{2,3}$")
    partners: tuple[Partner, ...] | None = None
    change: Change | None = None
    start: Day | None = None
    milestones: Milestones | None = None
    filings: dict[str, Day] | None = None
    existing: Existing | None = None
    tax: Tax | None = None

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [investor.id for investor in self.investors or ()]
        for name in sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"investors: the id {name} is used twice")
        for partner in self.partners or ():
            if names and partner.investor not in names:
                raise ValueError(f"partners: there is no investor called {partner.investor}")
        return self

    @model_validator(mode="after")
    def _shares_fit(self) -> Self:
        investors = self.investors or ()
        total = sum((investor.share or Decimal(0) for investor in investors), Decimal(0))
        if total > 100:
            raise ValueError(f"investors: the shares add up to {total} per cent, more than 100")
        if self.form == "jv_llc" and len(investors) == 1 and investors[0].share == 100:
            raise ValueError("form: jv_llc needs a second investor; one investor with 100 per cent is wfoe_llc")
        return self


class FactsError(ValueError):
    """`errors`: one mapping of path, message and nearest (may be null) for each mistake."""

    def __init__(self, errors: list[dict[str, str | None]]) -> None:
        self.errors = errors
        super().__init__("\n".join(_sentence(error) for error in errors))


def read_facts(given: Mapping[str, Any]) -> Facts:
    """Check plain data (from YAML, JSON or a form) against the vocabulary."""
    try:
        return Facts.model_validate(dict(given))
    except ValidationError as error:
        raise FactsError([_explained(one, given) for one in error.errors()]) from None


def _sentence(error: Mapping[str, str | None]) -> str:
    hint = f" Nearest: {error['nearest']}." if error["nearest"] else ""
    return f"{error['path']}: {error['message']}.{hint}"


def _explained(error: Any, given: Mapping[str, Any]) -> dict[str, str | None]:
    where = tuple(error["loc"])
    path = _path(where, given) or "facts"
    if error["type"] == "extra_forbidden":
        names = keys_at(where[:-1])
        return {"path": path, "message": "this key is not known", "nearest": _nearest(str(where[-1]), names)}
    if error["type"] == "literal_error":
        return _wrong_word(path, error)
    message = error["msg"].removeprefix("Value error, ")
    nearest = str(error["input"]).upper() if str(error["input"]).upper() in TERRITORIES else None
    return {"path": path, "message": message[:1].lower() + message[1:], "nearest": nearest}


def _wrong_word(path: str, error: Any) -> dict[str, str | None]:
    words = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    message = f"{error['input']} is not one of {', '.join(words)}"
    return {"path": path, "message": message, "nearest": _nearest(str(error["input"]), words)}


def _nearest(word: str, among: list[str]) -> str | None:
    found = get_close_matches(word.lower().replace(" ", "_").replace("-", "_"), among, n=1, cutoff=0.5)
    return found[0] if found else None


def _path(where: tuple[Any, ...], given: Any) -> str:
    path, here = "", given
    for part in where:
        here = _inside(here, part)
        if isinstance(part, int):
            name = here.get("id") or here.get("person") if isinstance(here, Mapping) else None
            path += f"[{name or part}]"
        else:
            path += f".{part}" if path else str(part)
    return path


def _inside(value: Any, part: Any) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def keys_at(where: tuple[Any, ...]) -> list[str]:
    """The keys that the vocabulary allows at a place; numbers (places in a list) are passed over."""
    model: type[BaseModel] = Facts
    for part in where:
        if isinstance(part, str):
            annotation: Any = model.model_fields[part].annotation
            inner = model_of(annotation)
            model = inner or model
    return [field.alias or name for name, field in model.model_fields.items()]


@cache
def model_of(annotation: Any) -> type[BaseModel] | None:
    """The record inside an annotation such as `tuple[Investor, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_of(part))), None)


@cache
def words_of(annotation: Any) -> tuple[str, ...]:
    """The fixed words of an annotation such as `Literal[...] | None`; empty where any value goes."""
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return tuple(word for part in get_args(annotation) if part is not Ellipsis for word in words_of(part))
