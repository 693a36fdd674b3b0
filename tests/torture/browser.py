"""A visitor without scripts: follows the way question by question and sends real forms."""

from dataclasses import dataclass, field
from typing import Any

import httpx
from bs4 import BeautifulSoup, Tag

LANGUAGE = "en"
MOST_QUESTIONS = 40
FOUND = 302


@dataclass
class Form:
    action: str
    fields: dict[str, str]
    choices: dict[str, list[str]] = field(default_factory=dict)


def forms(page: httpx.Response) -> list[Form]:
    parsed = BeautifulSoup(page.text, "html.parser")
    found = parsed.find("main") or parsed
    return [_form(tag, str(page.url)) for tag in found.find_all("form", method="post") if isinstance(tag, Tag)]


def _form(tag: Tag, page: str) -> Form:
    made = Form(str(tag.get("action") or page), {})
    for one in tag.find_all("input"):
        name, kind, value = str(one.get("name", "")), one.get("type", "text"), str(one.get("value", ""))
        if kind in {"radio", "checkbox"}:
            made.choices.setdefault(name, []).append(value)
        elif name and kind != "submit":
            made.fields[name] = value
    for one in tag.find_all("select"):
        made.choices[str(one["name"])] = [str(option.get("value", "")) for option in one.find_all("option")]
    return made


class Visitor:
    def __init__(self, base_url: str, *, patience: float = 30.0, cookies: dict[str, str] | None = None) -> None:
        self.client = httpx.Client(base_url=base_url, timeout=patience, follow_redirects=True, cookies=cookies)

    def close(self) -> None:
        self.client.close()

    def arrive(self) -> None:
        """Answer questions, the first choice of each or "not sure", until the plan can be saved."""
        page = self.client.get(f"/{LANGUAGE}/find-your-way/")
        for _question in range(MOST_QUESTIONS):
            if "/answers/" in page.url.path:
                return
            form = next(form for form in forms(page) if "answer" in form.fields or "answer" in form.choices)
            page = self.client.post(form.action, data=form.fields | _answer(form))
        message = f"the way does not end: {page.url}"
        raise RuntimeError(message)

    def save_form(self) -> Form:
        """Load the page that saves the plan and return its form, with a key of its own."""
        page = self.client.get(f"/{LANGUAGE}/find-your-way/answers/")
        return next(form for form in forms(page) if form.action.endswith("/plan/"))

    def send(self, form: Form, **other: Any) -> httpx.Response:
        return self.client.post(form.action, data=form.fields | other, follow_redirects=False)

    def save(self) -> str:
        """Save a plan; return its code once the server has acknowledged it."""
        answer = self.send(self.save_form())
        if answer.status_code != FOUND:
            message = f"answered {answer.status_code}"
            raise RuntimeError(message)
        return code_of(answer.headers["location"])


def code_of(address: str) -> str:
    return address.rstrip("/").rsplit("/", maxsplit=1)[-1]


def _answer(form: Form) -> dict[str, str]:
    choices = [value for value in form.choices.get("answer", []) if value]
    if choices:
        extra = {"currency": "CNY"} if "currency" in form.choices else {}
        return {"answer": choices[0]} | extra
    return {"answer": "", "not_sure": "yes"}
