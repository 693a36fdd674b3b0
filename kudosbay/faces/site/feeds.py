"""Atom (RFC 4287): one feed per kind and language, with the whole text; what has ended stays in, and says so."""

import re
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from kudosbay.centre.queries import operator
from kudosbay.faces.edition_showing import OVER, best_text, mark_of
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.site.heads import absolute
from kudosbay.faces.site_addresses import public_address, shelf_address
from kudosbay.kernel.text import pick
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.markdown import to_html
from kudosbay.publications.models import Text
from kudosbay.publications.queries import Shown

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
XML: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom(kind: str, rows: list[Shown], *, here: str) -> bytes:
    register_namespace("", NAMESPACE)
    feed = Element(_tag("feed"), {XML: html_lang()})
    _add(feed, "id", absolute(here))
    _add(feed, "title", str(KINDS[kind].shelf))
    _add(feed, "updated", _said(max((_updated(_text(row)) for row in rows), default=None)))
    _link(feed, "self", absolute(here), kind="application/atom+xml")
    _link(feed, "alternate", absolute(shelf_address(kind)))
    runs = operator()
    _add(SubElement(feed, _tag("author")), "name", pick(runs.company, [html_lang()]).text if runs else "Kudosbay")
    for row in rows:
        _entry(feed, row)
    made: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _entry(feed: Element, row: Shown) -> None:
    text, entry = _text(row), SubElement(feed, _tag("entry"))
    entry.set(XML, text.language)
    address = absolute(public_address(row.publication))
    _add(entry, "id", absolute(public_address(row.publication, number=row.edition.number)))
    _add(entry, "title", text.title)
    _add(entry, "published", _said(text.published_at))
    _add(entry, "updated", _said(_updated(text)))
    _link(entry, "alternate", address)
    for theme in row.themes:
        SubElement(entry, _tag("category"), {"term": theme.code, "label": pick(theme.names, [html_lang()]).text})
    _add(entry, "summary", text.summary)
    content = _add(entry, "content", _notices(row, text) + str(to_html(text.body)))
    content.set("type", "html")


def _notices(row: Shown, text: Text) -> str:
    said = [str(row.state.label)] if row.state in OVER else []
    return "".join(f"<p><strong>{one}</strong></p>" for one in [*said, mark_of(text)] if one)


def _text(row: Shown) -> Text:
    return best_text(row.texts)


def _updated(text: Text) -> datetime:
    return max(text.written_at, text.published_at or text.written_at)


def _said(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "2017-04-12T00:00:00+08:00"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, name: str, words: str) -> Element:
    child = SubElement(parent, _tag(name))
    child.text = NOT_XML.sub("", words)
    return child


def _link(parent: Element, rel: str, address: str, *, kind: str = "text/html") -> None:
    SubElement(parent, _tag("link"), {"rel": rel, "href": address, "type": kind})
