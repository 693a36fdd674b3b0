"""Programs that break the product on purpose and count what was lost. Loopback only; each ends what it started."""
