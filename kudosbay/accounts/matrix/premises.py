"""The building and its registered addresses."""

from kudosbay.accounts.matrix.rows import CASES, ENTERPRISES, Row, Who, act, form, page
from kudosbay.kernel.permissions import Role

HOUSE: Who = CASES | {Role.BUILDING}

ROWS: dict[str, Row] = {
    "desk:premises": page("all", ENTERPRISES),
    "desk:room": page("all", ENTERPRISES),
    "desk:room_add": form("all", HOUSE),
    "desk:room_let": form("all", HOUSE),
    "desk:room_end": form("all", HOUSE),
    "desk:addresses": page("all", ENTERPRISES),
    "desk:addresses_export": act("all", ENTERPRISES),
    "desk:address": page("all", ENTERPRISES),
    "desk:address_reserve": form("all", HOUSE),
    "desk:address_allot": form("all", HOUSE),
    "desk:address_release": form("all", HOUSE),
}
