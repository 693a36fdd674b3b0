"""Trainings, meetings, seminars, visits, fair days."""

from kudosbay.accounts.matrix.rows import CLIENTS, EVERYONE, PEOPLE, Row, act, form, page

SITE: dict[str, Row] = {
    "public:events": page("public", EVERYONE),
    "public:event": page("public", EVERYONE),
    "public:event_ics": page("public", EVERYONE),
    "public:event_paper": page("public", EVERYONE),
    "public:visit": page("public", EVERYONE),  # whoever holds the address reads it, until it ends
    "public:visit_slides": page("public", EVERYONE),
    "public:visit_figures": page("public", EVERYONE),
    "public:event_feed": page("public", EVERYONE),  # a calendar has no session: whoever holds the address reads it
}

PORTAL: dict[str, Row] = {
    "portal:event_book": form("own", CLIENTS),
    "portal:tickets": page("own", CLIENTS),
    "portal:ticket_calendar": act("own", CLIENTS),
    "portal:ticket": page("own", CLIENTS),
    "portal:ticket_code": page("own", CLIENTS),
    "portal:ticket_cancel": act("own", CLIENTS),
    "portal:ticket_accept": act("own", CLIENTS),
    "portal:ticket_feedback": act("own", CLIENTS),
    "portal:ticket_certificate": act("own", CLIENTS),
    "portal:ticket_paper": page("own", CLIENTS),
}

DESK: dict[str, Row] = {
    "desk:gatherings": page("all", PEOPLE),
    "desk:gatherings_export": act("all", PEOPLE),
    "desk:series_new": form("all", PEOPLE),
    "desk:gathering_new": form("all", PEOPLE),
    "desk:gathering": page("all", PEOPLE),
    "desk:gathering_change": form("all", PEOPLE),
    "desk:gathering_move": act("all", PEOPLE),
    "desk:gathering_cancel": form("all", PEOPLE),
    "desk:gathering_sign_up": form("all", PEOPLE),
    "desk:gathering_export": act("all", PEOPLE),
    "desk:gathering_paper_list": form("all", PEOPLE),
    "desk:booking_decide": act("all", PEOPLE),
    "desk:gathering_door": form("all", PEOPLE),
    "desk:gathering_door_told": act("all", PEOPLE),
    "desk:gathering_walk_in": form("all", PEOPLE),
    "desk:gathering_minutes": form("all", PEOPLE),
    "desk:gathering_freeze": act("all", PEOPLE),
    "desk:gathering_paper": form("all", PEOPLE),
    "desk:gathering_spread": act("all", PEOPLE),
    "desk:gathering_follow": form("all", PEOPLE),
    "desk:visit_pack_new": form("all", PEOPLE),
    "desk:visit_pack": page("all", PEOPLE),
    "desk:visit_pack_file": page("all", PEOPLE),
    "desk:visit_link": act("all", PEOPLE),
    "desk:visit_link_end": act("all", PEOPLE),
}

ROWS = SITE | PORTAL | DESK
