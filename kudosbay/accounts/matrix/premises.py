"""The building and its registered addresses."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
