"""Policies, research, answers, news, guides, and replies to them."""

from typing import Final

from kudosbay.accounts.matrix.rows import EVERYONE, MESSAGES, PEOPLE, SIGNED_IN, Row, Who, act, form, page
from kudosbay.kernel.permissions import Role

WRITERS: Final[Who] = frozenset({Role.COMMUNICATIONS, Role.MANAGER})

SITE: dict[str, Row] = {
    f"public:{name}": page("public", EVERYONE)
    for name in ("feed", "shelf", "article", "edition", "how_we_work", "reply_sent")
} | {"public:reply": form("public", EVERYONE)}

PORTAL: dict[str, Row] = {
    "portal:reply": page("own", SIGNED_IN),
    "portal:reply_confirm": act("own", SIGNED_IN),
}

DESK: dict[str, Row] = {
    "desk:publications": page("all", PEOPLE),
    "desk:publications_export": act("all", PEOPLE),
    "desk:publication": page("all", PEOPLE),
    "desk:publication_new": form("all", WRITERS),
    "desk:publication_change": form("all", WRITERS),
    "desk:edition_new": act("all", WRITERS),
    "desk:edition_change": form("all", WRITERS),
    "desk:edition_end": form("all", WRITERS),
    "desk:edition_sign": act("all", WRITERS),
    "desk:edition_concerned": page("all", PEOPLE),
    "desk:text": form("all", WRITERS),
    "desk:text_new": form("all", WRITERS),
    "desk:text_review": act("all", WRITERS),
    "desk:text_keep_up": act("all", WRITERS),
    "desk:text_publish": act("all", WRITERS),
    "desk:text_publish_as_is": act("all", WRITERS),
    "desk:text_take_down": act("all", WRITERS),
    "desk:publication_tell": form("all", MESSAGES),
    "desk:answer_cite": form("all", WRITERS),
    "desk:answer_give": form("all", PEOPLE),
    "desk:answer_correct": act("all", PEOPLE),
    "desk:answers_recall": page("all", PEOPLE),
    "desk:replies": page("all", PEOPLE),
    "desk:reply": page("all", PEOPLE),
    "desk:reply_answer": act("all", PEOPLE),
    "desk:reply_let_through": act("all", PEOPLE),
    "desk:reply_set_aside": act("all", PEOPLE),
    "desk:reply_show": act("all", WRITERS),
    "desk:reply_hide": act("all", WRITERS),
}

ROWS: dict[str, Row] = SITE | PORTAL | DESK
