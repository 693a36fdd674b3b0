"""Samples of keys for programs: everybody who sees figures has one of her or his own."""

from datetime import timedelta

from kudosbay.accounts.matrix.rows import FIGURES
from kudosbay.accounts.models import ProgramKey, User
from tests.house.samples.shapes import Sample, World


def _key(_world: World, user: User | None) -> int:
    mine = ProgramKey.objects.filter(user=user).first() if user else None
    return (mine or ProgramKey.objects.earliest("pk")).pk


ARGUMENTS: dict[str, Sample] = {}
VIEWS: dict[str, dict[str, Sample]] = {
    "api:figure": {"key": Sample(lambda _world, _user: "enterprises", None, "no_such_figure")},
    "desk:program_key_end": {"key": Sample(_key, None, 987654321)},
}


def furnish(world: World) -> None:
    until = world.now + timedelta(days=30)
    for who in sorted(FIGURES):
        user = world.users[who]
        ProgramKey.objects.create(
            user=user, name="Wall", key_hash=f"hash of {who}", made_at=world.now, expires_at=until
        )
