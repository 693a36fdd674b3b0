"""Requests with an owner and a due time: questions, living, traffic, the zone’s priority, suggestions."""

from kudosbay.accounts.matrix.rows import CLIENTS, EVERYONE, PEOPLE, SETTINGS, Row, act, form, page
from kudosbay.kernel.permissions import Role

CARE = PEOPLE | {Role.BUILDING}

ROWS: dict[str, Row] = {
    "portal:services": page("public", EVERYONE),
    "portal:service": Row("public", {"GET": EVERYONE, "POST": CLIENTS}),
    "portal:introduce": form("own", CLIENTS),
    "portal:requests": page("own", CLIENTS),
    "portal:request_new": form("own", CLIENTS),
    "portal:request": page("own", CLIENTS),
    "portal:request_confirm": act("own", CLIENTS),
    "portal:request_reopen": act("own", CLIENTS),
    "portal:request_withdraw": act("own", CLIENTS),
    "portal:request_rate": act("own", CLIENTS),
    "portal:request_message": act("own", CLIENTS),
    "desk:promises": page("all", CARE),
    "desk:promises_export": act("all", CARE),
    "desk:promise_new": form("all", PEOPLE),
    "desk:promise": page("all", CARE),
    "desk:promise_answer": form("all", PEOPLE),
    "desk:promise_answer_with": act("all", PEOPLE),
    "desk:promise_answer_release": act("all", PEOPLE),
    "desk:promise_accept": act("all", CARE),
    "desk:promise_pass_on": act("all", CARE),
    "desk:promise_take_back": act("all", CARE),
    "desk:promise_reply": act("all", CARE),
    "desk:promise_hand_over": act("all", CARE),
    "desk:promise_step": act("all", CARE),
    "desk:promise_step_done": act("all", CARE),
    "desk:promise_message": act("all", CARE),
    "desk:promise_confirmed": act("all", CARE),
    "desk:promise_translate": act("all", CARE),
    "desk:promises_many": act("all", PEOPLE),
    "desk:suggestions": page("all", PEOPLE),
    "desk:grievances": form("all", PEOPLE),
    "desk:zone": page("all", PEOPLE),
    "desk:zone_quota_new": form("all", SETTINGS),
    "desk:zone_quota": page("all", PEOPLE),
    "desk:zone_quota_change": form("all", SETTINGS),
    "desk:zone_quota_nominate": act("all", PEOPLE),
    "desk:zone_quota_send": act("all", PEOPLE),
    "desk:nomination_up": act("all", PEOPLE),
    "desk:nomination_answer": act("all", PEOPLE),
    "desk:promise_file": page("all", CARE),
}
