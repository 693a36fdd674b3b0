"""Duties of enterprises and their filings."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
