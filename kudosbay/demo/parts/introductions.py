"""Introductions of the demonstration."""

from kudosbay.demo.world import World


def write(_world: World) -> None:
    return None
