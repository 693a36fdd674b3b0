"""Needs and offers that meet: zone projects, work packages, talents, members, leads."""

from kudosbay.accounts.matrix.rows import CASES, EVERYONE, PEOPLE, Row, Who, act, form, page
from kudosbay.kernel.permissions import Role

FOUNDERS: Who = frozenset(
    {Role.FOUNDER}
)  # whoever has a person and needs or offers something; agents act in cases only

SITE: dict[str, Row] = {
    "public:trade": page("public", EVERYONE),
    "public:trade_enterprises": page("public", EVERYONE),
    "public:trade_notice": page("public", EVERYONE),
    "public:talents": page("public", EVERYONE),
}
PORTAL: dict[str, Row] = {
    "portal:introductions": page("own", FOUNDERS),
    "portal:introduction": page("own", FOUNDERS),
    "portal:introduction_say": act("own", FOUNDERS),
    "portal:introduction_follow_up": act("own", FOUNDERS),
    "portal:notice_new": form("own", FOUNDERS),
    "portal:notice": page("own", FOUNDERS),
    "portal:notice_change": form("own", FOUNDERS),
    "portal:notice_close": act("own", FOUNDERS),
    "portal:members": page("own", FOUNDERS),
    "portal:members_join": form("own", FOUNDERS),
    "portal:members_leave": act("own", FOUNDERS),
    "portal:member_ask": form("own", FOUNDERS),
    "portal:notice_answer": form("own", FOUNDERS),
}
DESK: dict[str, Row] = {
    "desk:introductions": page("all", PEOPLE),
    "desk:introductions_export": act("all", PEOPLE),
    "desk:notices": page("all", PEOPLE),
    "desk:notices_export": act("all", PEOPLE),
    "desk:notice_new": form("all", PEOPLE),
    "desk:notice": page("all", PEOPLE),
    "desk:notice_change": form("all", PEOPLE),
    "desk:notice_publish": act("all", PEOPLE),
    "desk:notice_send_back": form("all", PEOPLE),
    "desk:notice_close": act("all", PEOPLE),
    "desk:notice_propose": act("all", PEOPLE),
    "desk:lead_scan": form("all", PEOPLE),
    "desk:lead_case": act("all", CASES),
    "desk:introduction": page("all", PEOPLE),
    "desk:introduction_agree": act("all", PEOPLE),
    "desk:introduction_decline": act("all", PEOPLE),
    "desk:introduction_withdraw": act("all", PEOPLE),
    "desk:introduction_pass_on": act("all", PEOPLE),
    "desk:introduction_resume": act("all", PEOPLE),
    "desk:introduction_follow_up": act("all", PEOPLE),
    "desk:introduction_meeting": form("all", PEOPLE),
    "desk:introduction_receipt": form("all", PEOPLE),
    "desk:introduction_outcome": form("all", PEOPLE),
}
ROWS = SITE | PORTAL | DESK
