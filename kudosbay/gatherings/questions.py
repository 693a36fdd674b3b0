"""Questions to those who sign up, as data: [{name, labels, choices, required, when}].

`choices` is [] for words of one's own, else [{value, labels}]; `when` is {name, value}: asked only after that answer.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from kudosbay.gatherings.kinds.shapes import both, lines, said
from kudosbay.kernel.errors import Refused

Question = Mapping[str, Any]
Answers = Mapping[str, str]
NAME: Final = re.compile(r"^[a-z][a-z0-9_]{0,30}$")
YES_NO: Final = "yes_no"
TEXT: Final = "text"
YES: Final = [
    {"value": "yes", "labels": {"en": "Yes", "zh-Hans": "是", "ar": "نعم"}},
    {"value": "no", "labels": {"en": "No", "zh-Hans": "否", "ar": "لا"}},
]
LONGEST: Final = 500


def asked(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Return those that are to be asked after these answers."""
    return [one for one in questions if not one.get("when") or answers.get(one["when"]["name"]) == one["when"]["value"]]


def checked(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """Return the answers that count: what was not asked is left out. Raises Refused at the question's own field."""
    kept: dict[str, str] = {}
    for one in questions:
        if one in asked(questions, kept):
            answer = _answer(one, str(answers.get(one["name"], "")).replace("\x00", "").strip())
            kept |= {one["name"]: answer} if answer else {}
    return kept


def _answer(one: Question, given: str) -> str:
    values = [choice["value"] for choice in one["choices"]]
    if one.get("required") and not given:
        raise Refused(_("Answer this question."), field=one["name"])
    if given and values and given not in values:
        raise Refused(_("Choose one of the answers."), field=one["name"])
    return given[:LONGEST]


def read(text: str) -> list[dict[str, Any]]:
    """Read one question a line: `name | 中文 / English | yes_no | required | lunch = yes`; choices with semicolons."""
    found: list[dict[str, Any]] = []
    for line in lines(text):
        found.append(_question([part.strip() for part in line.split("|")], known=[one["name"] for one in found]))
    return found


def _question(parts: list[str], *, known: list[str]) -> dict[str, Any]:
    if len(parts) < 3 or not NAME.match(parts[0]) or parts[0] in known:
        raise Refused(_("Write each question as: name | 中文 / English | text, yes_no or answers with semicolons"))
    when = next((part for part in parts[3:] if "=" in part), "")
    return {
        "name": parts[0],
        "labels": both(parts[1]),
        "choices": _choices(parts[2]),
        "required": "required" in parts[3:],
        "when": _when(when, known) if when else {},
    }


def _choices(text: str) -> list[dict[str, Any]]:
    if text == TEXT:
        return []
    if text == YES_NO:
        return YES
    return [{"value": str(place), "labels": both(one)} for place, one in enumerate(text.split(";"), 1) if one.strip()]


def _when(text: str, known: list[str]) -> dict[str, str]:
    name, _equals, value = text.partition("=")
    if name.strip() not in known:
        raise Refused(_("A question can depend only on one that stands above it."))
    return {"name": name.strip(), "value": value.strip()}


def write(questions: Sequence[Question]) -> str:
    """Return the lines from which `read` makes the same questions."""
    return "\n".join(_line(one) for one in questions)


def _line(one: Question) -> str:
    parts = [one["name"], said(one["labels"]), _kind(one["choices"])]
    parts += ["required"] if one.get("required") else []
    when = one.get("when")
    return " | ".join([*parts, f"{when['name']} = {when['value']}"] if when else parts)


def _kind(choices: Sequence[Any]) -> str:
    if not choices:
        return TEXT
    return YES_NO if choices == YES else "; ".join(said(choice["labels"]) for choice in choices)
