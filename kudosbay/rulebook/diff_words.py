"""A change between two versions of the rules as a sentence, in English or Chinese."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kudosbay.rulebook.account_words import WORDS
from kudosbay.rulebook.diff import Change
from kudosbay.rulebook.explain import said
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.phrases import Phrasing, value_label

KINDS = {
    "en": {
        "regimes": "Regime",
        "forms": "Form",
        "steps": "Step",
        "papers": "Paper",
        "signatures": "Way of signing",
        "routes": "Route",
        "activities": "Activity",
        "lists": "List",
        "blocks": "Limit",
        "deadlines": "Deadline",
        "duties": "Duty",
        "penalties": "Penalty",
        "parameters": "Figure",
        "rates": "Rate",
        "definitions": "Definition",
        "questions": "Question",
        "sources": "Source",
        "terms": "Word",
        "tables": "Row",
    },
    "zh": {
        "regimes": "制度",
        "forms": "形式",
        "steps": "步骤",
        "papers": "材料",
        "signatures": "签署方式",
        "routes": "认证方式",
        "activities": "经营项目",
        "lists": "清单",
        "blocks": "限制",
        "deadlines": "期限",
        "duties": "义务",
        "penalties": "罚则",
        "parameters": "参数",
        "rates": "汇率",
        "definitions": "定义",
        "questions": "提问",
        "sources": "依据",
        "terms": "词语",
        "tables": "表格行",
    },
}
FIELDS = {
    "when": ("condition", "适用条件"),
    "who": ("for whom", "适用人员"),
    "name": ("name", "名称"),
    "lane": ("whose turn", "办理方"),
    "authority": ("authority", "主管部门"),
    "after": ("comes after", "前置步骤"),
    "before": ("comes before", "后续步骤"),
    "with": ("same session as", "同时办理"),
    "papers": ("papers", "材料"),
    "working_days": ("working days", "工作日"),
    "fee": ("fee", "费用"),
    "note": ("note", "说明"),
    "risk": ("what can go wrong", "风险"),
    "output": ("result", "办理结果"),
    "source": ("source", "依据"),
    "valid": ("in force", "有效期"),
    "confidence": ("confidence", "可信度"),
    "checked": ("last checked", "核对日期"),
    "count": ("period", "期间"),
    "from": ("counted from", "起算点"),
    "date": ("day", "日期"),
    "at_most": ("latest day", "最迟日期"),
    "roll": ("if it is a day off", "遇休息日"),
    "penalty": ("penalty", "罚则"),
    "due": ("due day", "到期日"),
    "admission": ("rule for foreign investors", "外资准入"),
    "effect": ("effect", "效力"),
    "reason": ("reason", "理由"),
    "instead": ("what to do instead", "替代办法"),
    "value": ("value", "数值"),
    "valid_from": ("first day", "起始日"),
    "valid_to": ("last day", "终止日"),
    "deadline": ("last day", "截止日"),
    "status": ("state", "状态"),
}
SENTENCES = {
    "en": {
        "appeared": "New: {kind} “{name}” ({id}){day}.",
        "ended": "{kind} “{name}” ({id}) ends after {when}.",
        "gone": "{kind} “{name}” ({id}) was taken out.",
        "changed": "{kind} “{name}” ({id}), {field}: {after} instead of {before}.",
        "day": " from {when}",
        "nothing": "nothing",
        "day_count": "{min} day",
        "day_counts": "{min} days",
        "days": "{min} to {max} days",
        "joined": ", ",
    },
    "zh": {
        "appeared": "新增{kind}“{name}”（{id}）{day}。",
        "ended": "{kind}“{name}”（{id}）有效至{when}。",
        "gone": "{kind}“{name}”（{id}）已移除。",
        "changed": "{kind}“{name}”（{id}）的{field}由{before}改为{after}。",
        "day": "，自{when}起",
        "nothing": "无",
        "day_count": "{min}天",
        "day_counts": "{min}天",
        "days": "{min}至{max}天",
        "joined": "、",
    },
}


def _days(low: int, high: int) -> str:
    if low != high:
        return "days"
    return "day_count" if low == 1 else "day_counts"


@dataclass(frozen=True, slots=True)
class Saying:
    """Says changes in one language; conditions in the words of the version that they stand in."""

    before: Rulebook
    after: Rulebook
    language: str = "en"

    def say(self, change: Change) -> str:
        words = SENTENCES[self._short]
        return words[change.what].format(
            kind=KINDS[self._short][change.kind],
            name=self._name(change),
            id=change.id,
            day=words["day"].format(when=change.day) if change.day else "",
            when=change.day,
            field=self._field(change.field),
            before=self._value(change.field, change.before, self.before),
            after=self._value(change.field, change.after, self.after),
        )

    @property
    def _short(self) -> str:
        return "zh" if self.language.startswith("zh") else "en"

    def _name(self, change: Change) -> str:
        text = change.record.get("name") or change.record.get("reason") or change.record.get("text") or {}
        if isinstance(text, Mapping):
            return str(text.get(self._short) or text.get("en") or change.record.get("title") or change.id)
        return str(text)

    def _field(self, field: str) -> str:
        return FIELDS.get(field, (field, field))[self._short == "zh"]

    def _value(self, field: str, value: Any, rulebook: Rulebook) -> str:
        words = SENTENCES[self._short]
        if value in (None, "", [], {}):
            return words["nothing"]
        if field in {"when", "who"}:
            return f"“{said(Phrasing(rulebook, self.language), value)}”"
        say: Callable[[Any], str] = lambda one: self._plain(one, rulebook)  # noqa: E731 - the short way to say each
        return words["joined"].join(map(say, value)) if isinstance(value, list) else say(value)

    def _plain(self, value: Any, rulebook: Rulebook) -> str:
        words = SENTENCES[self._short]
        match value:
            case {"en": en, "zh": zh}:
                return f"“{zh if self._short == 'zh' else en}”"
            case {"min": low, "max": high, **rest} if "amount" not in rest and "currency" not in rest:
                return words[_days(low, high)].format(min=low, max=high) + self._span(rest)
            case {"currency": currency, **rest}:
                amount = rest.get("amount") or f"{rest.get('min')}-{rest.get('max')}"
                return f"{amount} {currency}" + self._span(rest)
            case dict():
                return self._record(value, rulebook)
        return value_label(rulebook, value, language=self.language)

    def _record(self, value: Mapping[str, Any], rulebook: Rulebook) -> str:
        if set(value) <= {"from", "to"}:
            return self._in_force(value)
        joined = SENTENCES[self._short]["joined"]
        kept = {key: one for key, one in value.items() if key not in {"source", "checked", "confidence", "note"}}
        return joined.join(f"{self._field(key)} {self._value(key, one, rulebook)}" for key, one in kept.items())

    def _span(self, value: Mapping[Any, Any]) -> str:
        valid = value.get("valid") or {}
        return f" ({self._in_force(valid).rstrip('.。')})" if valid.get("from") or valid.get("to") else ""

    def _in_force(self, valid: Mapping[str, Any]) -> str:
        first, last = valid.get("from"), valid.get("to")
        key = "span" if first and last else "since" if first else "until" if last else "always"
        return WORDS[self._short][key].format(first=first, last=last).rstrip(".。")
