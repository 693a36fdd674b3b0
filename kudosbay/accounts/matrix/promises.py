"""Requests with an owner and a due time: questions, living, traffic, the zone’s priority, suggestions."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
