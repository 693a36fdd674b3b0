"""From a delivery's row to words: one pass over the text, values as plain words, each escaped for where it stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.centre.queries import operator
from kudosbay.kernel.text import pick
from kudosbay.messaging.leaving import leave_link
from kudosbay.messaging.models import Campaign, Delivery
from kudosbay.messaging.texts import GIVEN, TEXTS, Text

TOKEN = re.compile(r"\{([a-z_]+)\}")
FALLBACK = "en"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
RTL = frozenset({"ar", "fa", "he", "ur"})
FRAME = "mail/letter.html"
HTML_CODES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


class CannotCompose(Exception):  # noqa: N818 - parks the row, as kernel.errors.Refused answers a person
    """The row names a message or a token that does not exist."""


@dataclass(frozen=True, slots=True)
class Composed:
    subject: str
    text: str
    short: str
    language: str
    paragraphs: tuple[SafeString, ...]
    link: str
    button: str
    leave: str = ""  # where one click ends such messages

    @property
    def html(self) -> str:
        """The letter as mail programs show it, set when it is asked for: a notice in the portal needs none."""
        said = {"subject": self.subject, "paragraphs": self.paragraphs, "leave": self.leave}
        said |= {"link": self.link, "button": self.button}
        with translation.override(self.language):
            return render_to_string(FRAME, said | {"operator": operator()})


def absolute(link: str) -> str:
    return f"{settings.BASE_URL}{link}" if link.startswith("/") else link


def fill(source: str, values: Mapping[str, str], *, literal: Callable[[str], str], value: Callable[[str], str]) -> str:
    """Replace each token once. What stands in a value is never read as a token."""
    parts = TOKEN.split(source)  # words, token, words, token, …, words
    try:
        return "".join(value(values[part]) if place % 2 else literal(part) for place, part in enumerate(parts))
    except KeyError as error:
        message = f"no value for the token {error}"
        raise CannotCompose(message) from error


def compose(delivery: Delivery) -> Composed:
    text = _campaign_text(delivery, delivery.campaign) if delivery.campaign else TEXTS.get(delivery.template)
    if text is None:
        message = f"no message is called {delivery.template!r}"
        raise CannotCompose(message)
    allowed = text.tokens | GIVEN
    values = {name: str(value) for name, value in delivery.data.items() if name in allowed}
    if delivery.campaign:
        values.setdefault("link", delivery.campaign.link)
    with translation.override(delivery.language):
        said = _compose(text, values, language=delivery.language)
        return _with_way_out(said, leave_link(delivery)) if delivery.campaign_id else said


def _with_way_out(said: Composed, leave: str) -> Composed:
    """Add the link that ends such messages, where there is one."""
    if not leave:
        return said
    return replace(said, leave=leave, text=f"{said.text}\n{_('Stop such messages')}:\n{leave}\n")


def _campaign_text(delivery: Delivery, campaign: Campaign) -> Text:
    """Return the campaign's words in the language of the row; they may name the person and nothing else."""
    words = campaign.texts.get(delivery.language) or campaign.texts[FALLBACK]
    why = why_of(delivery, campaign)
    return Text(
        subject=words["title"],
        lines=(*(part.strip() for part in words["text"].split("\n\n") if part.strip()), *([why] if why else [])),
        button=gettext_lazy("Read more"),
        short=words["title"],
    )


def why_of(delivery: Delivery, campaign: Campaign) -> str:
    """Return why this person gets it, in the language of the row: her or his own reason, else what holds for all."""
    place = str(delivery.data.get("reason", ""))
    own = campaign.reasons[int(place)] if place.isdecimal() and int(place) < len(campaign.reasons) else campaign.why
    return pick(own, [html_code(delivery.language)]).text


def html_code(language: str) -> str:
    return HTML_CODES.get(language, language)


def _compose(text: Text, values: dict[str, str], *, language: str) -> Composed:
    link = absolute(values.get("link", ""))
    plain = _isolated if _is_rtl(language) else str
    greeting = _("Dear {name},") if values.get("name") else ""
    lines = [line for line in (greeting, *map(str, text.lines)) if line]
    filled = [fill(line, values, literal=str, value=plain) for line in lines]
    return Composed(
        subject=_one_line(fill(str(text.subject), values, literal=str, value=str)),
        text="\n\n".join([*filled, *([f"{text.button}:\n{link}"] if link else [])]) + "\n",
        short=_one_line(fill(str(text.short), values, literal=str, value=str)) + (f" {link}" if link else ""),
        language=language,
        paragraphs=tuple(_paragraph(line, values) for line in lines),
        link=link,
        button=str(text.button),
    )


def _is_rtl(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in RTL


def _isolated(value: str) -> str:
    return f"{ISOLATE}{value}{END_ISOLATE}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _paragraph(line: str, values: Mapping[str, str]) -> SafeString:
    filled = fill(line, values, literal=escape, value=lambda value: f"<bdi>{escape(value)}</bdi>")
    return mark_safe(filled)  # noqa: S308 - words and values were escaped one by one
