"""What the host says to each slide, and what the visitor is likely to ask, with the answer."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from kudosbay.statistics.briefing.figures import by_language
from kudosbay.statistics.briefing.words import Texts, in_each

Content = Mapping[str, Any]
COLON: Final = {"zh-Hans": "：", "en": ": ", "ar": ": "}


def speech(content: Content) -> list[dict[str, Texts]]:
    """Return what is said, part by part, each under the heading of its slide."""
    words = content["words"]
    parts = [(words["welcome"], by_language(lambda lang: _welcome(content, lang)))]
    parts += [(words["figures"], by_language(lambda lang: _figures(content, lang)))]
    parts += [(chart["unit"], _sentence(chart["title"])) for chart in content["charts"]]
    if content["cases"]:
        parts.append((words["cases"], by_language(lambda lang: _cases(content, lang))))
    parts.append((words["asked"], by_language(lambda lang: _asked(content, lang))))
    parts.append((words["thanks"], in_each(lambda: _("Thank you. We are glad to hear what we should do better."))))
    return [{"head": head, "text": text} for head, text in parts]


def _sentence(title: Texts) -> Texts:
    return {lang: f"{text}{_stop(lang)}" for lang, text in title.items()}


def _stop(lang: str) -> str:
    return "。" if lang == "zh-Hans" else "."


def _welcome(content: Content, lang: str) -> str:
    offices = {"zh-Hans": "、", "en": "; ", "ar": "؛ "}[lang].join(one[0][lang] for one in content["delegation"] if one)
    told = {
        "offices": offices,
        "purpose": content["purpose"][lang],
        "minutes": sum(stop["minutes"] for stop in content["route"]),
    }
    greeting = _("Welcome to the centre: %(offices)s.") % told
    purpose = _("Purpose of today: %(purpose)s.") % told if told["purpose"] else ""
    length = _("We take %(minutes)s minutes through the house.") % told if told["minutes"] else ""
    return _joined(lang, greeting, purpose, length)


def _figures(content: Content, lang: str) -> str:
    lines = [
        _joined(lang, f"{one['names'][lang]}{COLON[lang]}{one['shown'][lang]}{_stop(lang)}", one["finding"][lang])
        for one in content["figures"]
    ]
    return "\n".join([_("All figures are as of %(day)s.") % {"day": content["as_of_words"][lang]}, *lines])


def _cases(content: Content, lang: str) -> str:
    return "\n".join(f"{one['name'][lang]}{COLON[lang]}{one['origin'][lang]}{_stop(lang)}" for one in content["cases"])


def _asked(content: Content, lang: str) -> str:
    lines = [
        f"{one['title'][lang]}{COLON[lang]}{one['reply'].get(lang) or one['state'][lang]}"
        for one in content["asked"]["matters"]
    ]
    return "\n".join([content["asked"]["sum"][lang], *lines])


def _joined(lang: str, *sentences: str) -> str:
    return ("" if lang == "zh-Hans" else " ").join(one for one in sentences if one)


def questions(content: Content) -> list[dict[str, Texts]]:
    return [*(_how_counted(one) for one in content["figures"]), _what_became(content), *_from_where(content)]


def _how_counted(one: Mapping[str, Any]) -> dict[str, Texts]:
    return {
        "question": by_language(lambda lang: _("How is “%(figure)s” counted?") % {"figure": one["names"][lang]}),
        "answer": by_language(
            lambda lang: _joined(
                lang, one["definition"][lang], _("Source: %(source)s.") % {"source": one["source"][lang]}
            )
        ),
    }


def _what_became(content: Content) -> dict[str, Texts]:
    question = in_each(lambda: _("What became of what was asked last time?"))
    return {"question": question, "answer": content["asked"]["sum"]}


def _from_where(content: Content) -> list[dict[str, Texts]]:
    chart = next((one for one in content["charts"] if one["key"] == "countries"), None)
    if chart is None:
        return []
    question = in_each(lambda: _("Where do the investors come from?"))
    comma = {"zh-Hans": "、", "en": ", ", "ar": "، "}
    first = by_language(
        lambda lang: comma[lang].join(f"{row['label'][lang]} {row['value']}" for row in chart["rows"][:5]) + _stop(lang)
    )
    return [{"question": question, "answer": first}]
