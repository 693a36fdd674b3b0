"""Wisdom guests, milestones and accreditations."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
