"""Telling people what happened to what they need or offer. Whoever has no record of a person is told by the adviser."""

from collections.abc import Iterable
from datetime import datetime

from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify


def tell_owner(notice: Notice, template: str, *, key: str, by: Actor, now: datetime, reason: str = "") -> None:
    link = f"/go/introductions/notices/{notice.reference}/"
    _tell(notice, template, key=key, by=by, now=now, link=link, reason=reason)


def tell_sides(
    introduction: Introduction, template: str, *, act: str, by: Actor, now: datetime, sides: Iterable[str]
) -> None:
    link = f"/go/introductions/{introduction.reference}/"
    for side in sides:
        key = f"introduction:{introduction.pk}:{act}:{side}"
        _tell(introduction.notice(side), template, key=key, by=by, now=now, link=link)


def _tell(notice: Notice, template: str, *, key: str, by: Actor, now: datetime, link: str, reason: str = "") -> None:
    if notice.person is None:
        return
    title = {lang: " ".join(text.split()) for lang, text in notice.titles.items()}
    data: dict[str, str | dict[str, str]] = {"title": title, "link": link}
    notify(
        template=template,
        key=key,
        by=by,
        now=now,
        person=notice.person,
        data=data | ({"reason": reason} if reason else {}),
    )
