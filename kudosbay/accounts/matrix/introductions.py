"""Needs and offers that meet: zone projects, work packages, talents, members, leads."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
