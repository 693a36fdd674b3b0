"""Trainings, meetings, seminars, visits, fair days."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
