"""Conditions: a small safe language with three values, read by our own parser and compiled once to closures."""

from kudosbay.rulebook.conditions.compiling import Condition, compile_condition
from kudosbay.rulebook.conditions.reason import Reason
from kudosbay.rulebook.conditions.syntax import ConditionError
from kudosbay.rulebook.conditions.vocabulary import Vocabulary

__all__ = ["Condition", "ConditionError", "Reason", "Vocabulary", "compile_condition"]
