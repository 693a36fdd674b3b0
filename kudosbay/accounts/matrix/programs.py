"""What programs read, and the keys by which they do."""

from kudosbay.accounts.matrix.rows import EVERYONE, FIGURES, Row, act, form, page

ROWS: dict[str, Row] = {
    "api:described": page("public", EVERYONE),
    "api:figures": page("public", FIGURES),
    "api:figure": page("public", FIGURES),
    "desk:program_keys": form("own", FIGURES),
    "desk:program_key_end": act("own", FIGURES),
}
