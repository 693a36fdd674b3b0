"""What other rules would change: in open cases, in plans saved by code, in the duties of enterprises. Nothing is written."""
