"""Messages to many."""

from kudosbay.accounts.matrix.rows import CLIENTS, EVERYONE, MESSAGES, Row, act, form, page

ROWS: dict[str, Row] = {
    "desk:campaigns": page("all", MESSAGES),
    "desk:campaigns_export": act("all", MESSAGES),
    "desk:campaign_draft": form("all", MESSAGES),
    "desk:campaign": page("all", MESSAGES),
    "desk:campaign_change": form("all", MESSAGES),
    "desk:campaign_test": act("all", MESSAGES),
    "desk:campaign_approve": act("all", MESSAGES),
    "desk:campaign_pause": act("all", MESSAGES),
    "desk:campaign_resume": act("all", MESSAGES),
    "desk:campaign_stop": act("all", MESSAGES),
    "portal:told": page("own", CLIENTS),
    "site:leave": form("public", EVERYONE),  # whoever holds the message holds its link
}
