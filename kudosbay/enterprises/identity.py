"""What a company is today: its capital, its investors, and what it got since the licence."""

from dataclasses import dataclass

from kudosbay.enterprises.models import Capital, Enterprise, Investor, Registration


@dataclass(frozen=True, slots=True)
class Identity:
    capital: Capital | None
    investors: list[Investor]
    registrations: list[Registration]


def identity(company: Enterprise) -> Identity:
    """Ask for the rows that hold now: those without an end."""
    return Identity(
        company.capitals.filter(valid_to=None).order_by("-valid_from", "-pk").first(),
        list(company.investors.filter(valid_to=None).order_by("-share", "pk")),
        list(company.registrations.order_by("done_on", "pk")),
    )
