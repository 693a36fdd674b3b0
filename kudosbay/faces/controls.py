"""What a template needs to draw one field of a form: Django's widget, described instead of rendered."""

from dataclasses import dataclass, field
from typing import Any, cast

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    MultiWidget,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.utils.translation import get_language_bidi
from markupsafe import Markup, escape

BY_WIDGET = (
    (CheckboxSelectMultiple, "checkboxes"),
    (RadioSelect, "radios"),
    (CheckboxInput, "checkbox"),
    (Textarea, "textarea"),
    (Select, "select"),
    (MultiWidget, "parts"),
)
# Text that a person types in any script decides its own direction; codes, numbers and addresses of machines do not.
FREE_TEXT = {"text", "search", "textarea"}
GROUPED = {"checkboxes", "radios", "parts"}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    id: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Control:
    kind: str
    type: str
    name: str
    id: str
    value: str
    attrs: dict[str, Any]
    groups: tuple[ChoiceGroup, ...] = ()
    parts: tuple["Control", ...] = ()
    label: str = ""
    hint: str = ""
    errors: tuple[str, ...] = ()
    optional: bool = False
    described_by: str = ""
    choices: tuple[Choice, ...] = field(default=())  # of radios and checkboxes
    options: Markup = field(default_factory=Markup)  # of a list

    @property
    def grouped(self) -> bool:
        return self.kind in GROUPED

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the first thing that takes the keyboard."""
        if self.parts:
            return self.parts[0].id
        return self.choices[0].id if self.choices else self.id


def control(bound: BoundField) -> Control:
    """Describe a bound field. Costs no query except those of a ModelChoiceField's choices."""
    widget = bound.field.widget
    identity = str(widget.attrs.get("id") or bound.auto_id or bound.html_name)
    attrs = bound.build_widget_attrs({"id": identity, "aria-describedby": " "}, widget)
    context = _context(bound, attrs)
    hint, errors = str(bound.help_text or ""), tuple(str(error) for error in bound.errors)
    return _described(
        context,
        kind=_kind(widget),
        label=str(bound.label),
        hint=hint,
        errors=errors,
        optional=not bound.field.required,
        described_by=" ".join([f"{identity}-hint"] * bool(hint) + [f"{identity}-error"] * bool(errors)),
    )


def _context(bound: BoundField, attrs: dict[str, Any]) -> dict[str, Any]:
    """Return what Django says of a widget. A list is written at once: it may name 250 places."""
    widget, name, value = bound.field.widget, bound.html_name, bound.value()
    if _kind(widget) != "select":
        return cast("dict[str, Any]", widget.get_context(name, value, attrs)["widget"])
    plain = cast("dict[str, Any]", Widget.get_context(widget, name, value, attrs)["widget"])
    return plain | {"options": options(widget, value)}


def options(widget: Any, value: Any) -> Markup:
    """Return the options of a list, those of a group inside its group."""
    chosen = set(widget.format_value(value))
    return Markup("").join(_options(key, label, chosen) for key, label in widget.choices)


def _options(key: Any, label: Any, chosen: set[str]) -> Markup:
    if isinstance(label, list | tuple):
        inside = Markup("").join(_options(one, words, chosen) for one, words in label)
        return Markup('<optgroup label="{}">{}</optgroup>').format(key, inside)
    value, selected = "" if key is None else str(key), ""
    if value in chosen:
        selected = " selected"
    return Markup(f'<option value="{escape(value)}"{selected}>{escape(str(label))}</option>')  # noqa: S704 -- escaped


def _kind(widget: object) -> str:
    return next((kind for known, kind in BY_WIDGET if isinstance(widget, known)), "input")


def _described(context: dict[str, Any], *, kind: str, **said: Any) -> Control:
    attrs = _plain_attrs(context["attrs"])
    kind_of_input = str(context.get("type") or kind)
    # An empty field of `auto` begins on the left even on an Arabic page, so there it follows the page until it holds text.
    if kind_of_input in FREE_TEXT and (context["value"] or not get_language_bidi()):
        attrs.setdefault("dir", "auto")
    groups = _groups(context.get("optgroups") or ())
    return Control(
        kind=kind,
        type=kind_of_input,
        name=context["name"],
        id=str(context["attrs"].get("id", context["name"])),
        value="" if context["value"] is None else str(context["value"]),
        attrs=attrs,
        groups=groups,
        choices=tuple(choice for group in groups for choice in group.choices),
        options=context.get("options", Markup()),
        parts=tuple(_part(part) for part in context.get("subwidgets") or () if kind == "parts"),
        **said,
    )


def _part(context: dict[str, Any]) -> Control:
    return _described(context, kind="input", label=str(context["attrs"].get("aria-label", "")))


def _plain_attrs(attrs: dict[str, Any]) -> dict[str, Any]:
    """Without what the macro writes itself; `required` stays off, since our own words say what is missing."""
    own = {"id", "class", "required", "aria-describedby", "aria-invalid", "aria-label"}
    return {name: value for name, value in attrs.items() if name not in own and value is not False}


def _groups(optgroups: Any) -> tuple[ChoiceGroup, ...]:
    return tuple(
        ChoiceGroup(str(label or ""), tuple(_choice(option) for option in options))
        for label, options, _index in optgroups
    )


def _choice(option: dict[str, Any]) -> Choice:
    label = option["label"]
    return Choice(
        value=str(option["value"]),
        label=str(label),
        id=str(option["attrs"].get("id", "")),
        chosen=bool(option["selected"]),
        hint=str(getattr(label, "hint", "")),
    )
