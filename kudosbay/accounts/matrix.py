"""The access matrix: every page × role × method, decided on purpose in one table.

A page that does not stand here cannot be opened by anybody. `scope` says what rows the page may show:
all of them, one's own, or nothing personal at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kudosbay.kernel.permissions import CASE_STAFF, PASSPORT_STAFF, PEOPLE_STAFF, STAFF, Role

ANONYMOUS: Final = "anonymous"
Who = frozenset[str]
Scope = Literal["public", "own", "all"]

EVERYONE: Who = frozenset({*Role, ANONYMOUS})
SIGNED_IN: Who = frozenset(Role)
CLIENTS: Who = frozenset({Role.FOUNDER, Role.AGENT})
PEOPLE: Who = frozenset(PEOPLE_STAFF)
CASES: Who = frozenset(CASE_STAFF)
PASSPORTS: Who = frozenset(PASSPORT_STAFF)
ENTERPRISES: Who = frozenset(PEOPLE_STAFF | {Role.TAX_PARTNER, Role.BUILDING})
OFFICE: Who = frozenset(STAFF)
SETTINGS: Who = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
FIGURES: Who = frozenset(STAFF | {Role.VISITOR})


@dataclass(frozen=True, slots=True)
class Row:
    scope: Scope
    methods: Mapping[str, Who] = field(default_factory=dict)


def page(scope: Scope, who: Who) -> Row:
    """Only to be read."""
    return Row(scope, {"GET": who})


def form(scope: Scope, who: Who) -> Row:
    """Read and sent by the same people."""
    return Row(scope, {"GET": who, "POST": who})


def act(scope: Scope, who: Who) -> Row:
    """A button: sent only, never by a link."""
    return Row(scope, {"POST": who})


SITE: dict[str, Row] = {
    "site:root": page("public", EVERYONE),
    "site:go": page("public", EVERYONE),
    "site:health": page("public", EVERYONE),
    "site:demo_mail": page("public", EVERYONE),  # empty for all but administrators, outside the demonstration
    "site:styleguide": page("public", EVERYONE),
    "site:theme": act("public", EVERYONE),
    "site:verify": page("public", EVERYONE),  # whoever holds the paper holds its key
}

PORTAL: dict[str, Row] = {
    "portal:home": page("public", EVERYONE),
    "portal:way": page("public", EVERYONE),
    "portal:way_anew": act("public", EVERYONE),
    "portal:way_answers": page("public", EVERYONE),
    "portal:way_save": act("public", EVERYONE),
    "portal:way_question": form("public", EVERYONE),
    "portal:plan_open": page("public", EVERYONE),
    "portal:plan": page("public", EVERYONE),
    "portal:plan_change": page("public", EVERYONE),
    "portal:plan_compare": page("public", EVERYONE),
    "portal:plan_pdf": page("public", EVERYONE),
    "portal:begin": form("own", CLIENTS),
    "portal:cases": page("own", CLIENTS),
    "portal:case": page("own", CLIENTS),
    "portal:case_history": page("own", CLIENTS),
    "portal:case_plan": page("own", CLIENTS),
    "portal:step_done": act("own", CLIENTS),
    "portal:papers": page("own", CLIENTS),
    "portal:paper": form("own", CLIENTS),
    "portal:paper_check": form("own", CLIENTS),
    "portal:paper_reuse": act("own", CLIENTS),
    "portal:draft_image": page("own", CLIENTS),
    "portal:draft_discard": act("own", CLIENTS),
    "portal:upload_begin": act("own", CLIENTS),
    "portal:upload_state": page("own", CLIENTS),
    "portal:upload_piece": Row("own", {"PUT": CLIENTS}),
    "portal:receipt": page("own", CLIENTS),
    "portal:receipt_pdf": page("own", CLIENTS),
    "portal:file": page("own", CLIENTS),
    "portal:page_image": page("own", CLIENTS),
    "portal:generated": page("own", CLIENTS),
    "portal:agreement": form("own", CLIENTS),
    "portal:agreement_ask": act("own", CLIENTS),
    "portal:agreement_paper": page("own", CLIENTS),
    "portal:messages": form("own", CLIENTS),
    "portal:messages_read": act("own", CLIENTS),
    "portal:company": page("own", CLIENTS),
    "portal:sign_in": form("public", EVERYONE),
    "portal:open_account": form("public", EVERYONE),
    "portal:sign_in_code": form("public", EVERYONE),
    "portal:sign_in_link": form("public", EVERYONE),
    "portal:sign_in_password": form("public", EVERYONE),
    "portal:sign_in_passkey": form("public", EVERYONE),
    "portal:second_factor": form("own", SIGNED_IN),
    "portal:second_factor_passkey": form("own", SIGNED_IN),
    "portal:second_factor_set_up": form("own", SIGNED_IN),
    "portal:sign_out": act("own", SIGNED_IN),
    "portal:account": form("own", SIGNED_IN),
    "portal:sign_out_elsewhere": act("own", SIGNED_IN),
    "portal:own_password": form("own", SIGNED_IN),
    "portal:own_codes": form("own", SIGNED_IN),
    "portal:own_codes_off": act("own", SIGNED_IN),
    "portal:own_recovery_codes": act("own", SIGNED_IN),
    "portal:own_passkey": form("own", SIGNED_IN),
    "portal:own_passkey_remove": act("own", SIGNED_IN),
}

DESK: dict[str, Row] = {
    "desk:day": page("all", CASES),
    "desk:overview": page("public", FIGURES),
    "desk:overview_print": page("public", FIGURES),
    "desk:overview_present": page("public", FIGURES),
    "desk:figures_json": page("public", FIGURES),
    "desk:figure": page("all", FIGURES),
    "desk:figure_csv": page("all", FIGURES - {Role.VISITOR}),
    "desk:find": page("all", ENTERPRISES),
    "desk:people": page("all", PEOPLE),
    "desk:people_export": act("all", PEOPLE),
    "desk:people_alike": page("all", PEOPLE),
    "desk:person_register": form("all", PEOPLE),
    "desk:person": page("all", PEOPLE),
    "desk:person_change": form("all", PEOPLE),
    "desk:person_code": form("all", CASES),
    "desk:person_consent": act("all", PEOPLE),
    "desk:person_consent_end": act("all", PEOPLE),
    "desk:identifier_add": form("all", CASES),
    "desk:identifier_show": form("all", PASSPORTS),
    "desk:enterprises": page("all", ENTERPRISES),
    "desk:enterprises_export": act("all", ENTERPRISES),
    "desk:enterprise": page("all", ENTERPRISES),
    "desk:enterprise_departure": form("all", CASES),
    "desk:enterprise_capital": form("all", CASES),
    "desk:enterprise_correct": form("all", CASES),
    "desk:investor_correct": form("all", CASES),
    "desk:centre": page("all", OFFICE),
    "desk:centre_operator": form("all", SETTINGS),
    "desk:centre_fee": form("all", SETTINGS),
    "desk:centre_parameter": form("all", SETTINGS),
    "desk:centre_rate": form("all", SETTINGS),
    "desk:centre_territory": form("all", SETTINGS),
    "desk:bulk": act("all", CASES),
    "desk:bulk_apply": act("all", CASES),
    "desk:bulk_undo": form("all", CASES),
    "desk:cases": page("all", CASES),
    "desk:counter": form("all", CASES),
    "desk:case": page("all", CASES),
    "desk:case_note": act("all", CASES),
    "desk:case_message": act("all", CASES),
    "desk:case_close": act("all", CASES),
    "desk:case_reopen": act("all", CASES),
    "desk:step": page("all", CASES),
    "desk:step_start": act("all", CASES),
    "desk:step_submit": act("all", CASES),
    "desk:step_done": act("all", CASES),
    "desk:step_back": act("all", CASES),
    "desk:step_drop": act("all", CASES),
    "desk:licence": form("all", CASES),
    "desk:paper": page("all", CASES),
    "desk:paper_page": page("all", CASES),
    "desk:paper_file": page("all", CASES),
    "desk:paper_accept": act("all", CASES),
    "desk:paper_send_back": act("all", CASES),
    "desk:agreement": page("all", CASES),
    "desk:agreement_draft": act("all", CASES),
    "desk:agreement_lines": act("all", CASES),
    "desk:agreement_offer": act("all", CASES),
    "desk:agreement_sign": act("all", CASES),
    "desk:agreement_deposit": act("all", CASES),
    "desk:agreement_withdraw": act("all", CASES),
    "desk:agreement_paper": page("all", CASES),
    "desk:agreement_copy": page("all", CASES),
}

# Where a stranger is likely to have no account yet: the door offers to open one.
STARTS: Who = frozenset({"portal:begin"})

# All that opens between the first and the second factor.
BEFORE_SECOND_FACTOR: Who = frozenset(
    {
        "portal:second_factor",
        "portal:second_factor_passkey",
        "portal:second_factor_set_up",
        "portal:sign_out",
        "site:health",
        "site:theme",
    }
)

MATRIX: dict[str, Row] = SITE | PORTAL | DESK


def allowed(view: str, *, method: str, roles: frozenset[str]) -> bool:
    """Answer for one request. HEAD counts as GET; no roles means nobody has signed in."""
    row = MATRIX.get(view)
    who = row.methods.get("GET" if method == "HEAD" else method, frozenset()) if row else frozenset()
    return bool(who & (roles or {ANONYMOUS})) or (ANONYMOUS in who)
