"""Wisdom guests, milestones and accreditations."""

from kudosbay.accounts.matrix.rows import CASES, ENTERPRISES, PEOPLE, Row, act, form, page

ROWS: dict[str, Row] = {
    "desk:guests": page("all", PEOPLE),
    "desk:guests_export": act("all", PEOPLE),
    "desk:talents": page("all", PEOPLE),
    "desk:guest_profile": form("all", PEOPLE),
    "desk:person_credit": form("all", PEOPLE),
    "desk:person_themes": form("all", PEOPLE),
    "desk:moved_in": form("all", CASES),
    "desk:enterprise_where_from": form("all", CASES),
    "desk:enterprise_stage": form("all", CASES),
    "desk:enterprise_stage_back": form("all", CASES),
    "desk:enterprise_themes": form("all", CASES),
    "desk:milestones": page("all", ENTERPRISES),
    "desk:milestone": page("all", ENTERPRISES),
    "desk:milestone_add": form("all", CASES),
    "desk:milestones_export": act("all", ENTERPRISES),
    "desk:milestone_amend": form("all", CASES),
    "desk:milestone_term": form("all", CASES),
    "desk:milestone_assessment": form("all", CASES),
    "desk:milestone_themes": form("all", CASES),
}
