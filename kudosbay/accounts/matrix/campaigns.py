"""Messages to many."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
