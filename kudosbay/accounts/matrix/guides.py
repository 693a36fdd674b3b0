"""Guides of each form, and a page for each country and region."""

from kudosbay.accounts.matrix.rows import EVERYONE, Row, page

ROWS: dict[str, Row] = {f"public:{name}": page("public", EVERYONE) for name in ("set_ups", "set_up", "places", "place")}
