"""Packs of rules: read by case staff, loaded and approved by managers and administrators."""

from kudosbay.accounts.matrix.rows import CASES, MESSAGES, SETTINGS, Row, act, form, page

ROWS: dict[str, Row] = {
    "desk:law": page("all", CASES),
    "desk:law_load": form("all", SETTINGS),
    "desk:law_values": page("all", CASES),
    "desk:law_values_export": act("all", CASES),
    "desk:law_pack": page("all", CASES),
    "desk:law_affected": act("all", CASES),
    "desk:law_approve": act("all", SETTINGS),
    "desk:law_withdraw": act("all", SETTINGS),
    "desk:law_message": form("all", MESSAGES & CASES),  # it names cases
    "desk:proposals": page("all", CASES),
    "desk:proposals_accept": form("all", CASES),
    "desk:proposal": page("all", CASES),
    "desk:proposal_accept": act("all", CASES),
    "desk:proposal_decline": act("all", CASES),
    "desk:proposal_renew": act("all", CASES),
}
