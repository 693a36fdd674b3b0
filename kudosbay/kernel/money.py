"""Amounts: a Decimal and an ISO 4217 currency, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str

    def __add__(self, other: Self) -> "Money":
        if other.currency != self.currency:
            message = f"cannot add {other.currency} to {self.currency} without a dated rate"
            raise ValueError(message)
        return Money(self.amount + other.amount, self.currency)

    def at(self, rate: Decimal, currency: str) -> "Money":
        """Convert; `rate` is how many of `currency` one unit of ours is worth. Not rounded."""
        return Money(self.amount * rate, currency)

    def rounded(self) -> "Money":
        return Money(self.amount.quantize(CENT, rounding=ROUND_HALF_UP), self.currency)
