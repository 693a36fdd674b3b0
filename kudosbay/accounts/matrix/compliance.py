"""Duties of enterprises and their filings."""

from kudosbay.accounts.matrix.rows import CLIENTS, EVERYONE, Row, Who, act, form, page
from kudosbay.kernel.permissions import Role

PARTNER: Who = frozenset({Role.TAX_PARTNER})
DECIDES: Who = PARTNER | {Role.MANAGER}
FOUNDERS: Who = frozenset({Role.FOUNDER})
READS: Who = DECIDES | {Role.ADMINISTRATOR, Role.ADVISER}

ROWS: dict[str, Row] = {
    "desk:compliance": page("all", READS),
    "desk:filings_export": act("all", READS),
    "desk:batch_open": form("all", PARTNER),
    "desk:batch": page("all", READS),
    "desk:batch_extend": act("all", PARTNER),
    "desk:batch_act": act("all", PARTNER),
    "desk:batch_apply": act("all", PARTNER),
    "desk:batch_close": act("all", PARTNER),
    "desk:batch_reopen": act("all", PARTNER),
    "desk:return": page("all", READS),
    "desk:return_act": act("all", PARTNER),
    "desk:return_file": page("all", READS),
    "desk:return_prepare": form("all", PARTNER),
    "desk:return_step": form("all", PARTNER),
    "desk:return_accept": act("all", DECIDES),
    "desk:return_unblock": act("all", PARTNER),
    "desk:deadlines": page("all", READS),
    "desk:authority": page("all", READS),
    "desk:firm_duties": page("all", READS),
    "desk:engagement_add": form("all", DECIDES),
    "desk:engagement_end": form("all", DECIDES),
    "desk:mandate_add": form("all", DECIDES),
    "desk:mandate_revoke": form("all", DECIDES),
    "desk:real_name_add": form("all", DECIDES),
    "desk:real_name_end": form("all", DECIDES),
    "desk:tax_profile": form("all", PARTNER),
    "portal:companies": page("own", FOUNDERS),
    "portal:company_duties": page("own", CLIENTS),
    "portal:company_calendar": act("own", FOUNDERS),
    "portal:return": form("own", FOUNDERS),
    "portal:return_figures": page("own", FOUNDERS),
    "public:duty_feed": page("public", EVERYONE),  # a calendar has no session: whoever holds the address reads it
}
