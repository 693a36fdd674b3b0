"""Policies, research, answers, news, guides, and replies to them."""

from kudosbay.accounts.matrix.rows import Row

ROWS: dict[str, Row] = {}
