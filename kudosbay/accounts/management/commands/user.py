import argparse
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kudosbay.accounts.commands import (
    create_user,
    give_roles,
    lock_account,
    reset_second_factors,
    unlock_account,
)
from kudosbay.accounts.models import User
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE


def _user(address: str) -> User:
    user = User.objects.by_address(address)
    if user is None:
        raise CommandError(f"no account has the address {address}")
    return user


def _create(options: dict[str, Any]) -> str:
    user = create_user(options["address"], name=options["name"], roles=options["roles"], by=MACHINE)
    return f"{user.email or user.phone} may sign in now: ask for a link at /sign-in/"


def _role(options: dict[str, Any]) -> str:
    user = give_roles(_user(options["address"]), options["roles"], by=MACHINE)
    return f"{options['address']}: {', '.join(user.roles)}; every session of the account has ended"


def _lock(options: dict[str, Any]) -> str:
    lock_account(_user(options["address"]), by=MACHINE)
    return f"{options['address']} is locked; every session of the account has ended"


def _unlock(options: dict[str, Any]) -> str:
    unlock_account(_user(options["address"]), by=MACHINE)
    return f"{options['address']} may sign in again"


def _reset_2fa(options: dict[str, Any]) -> str:
    reset_second_factors(_user(options["address"]), reason=options["reason"], by=MACHINE)
    return f"{options['address']} has no second factor any more and sets one up at the next sign-in"


def _list(_options: dict[str, Any]) -> str:
    users = User.objects.exclude(roles=[Role.FOUNDER]).order_by("email", "phone")
    return "\n".join(
        f"{user.email or user.phone}\t{user.name}\t{','.join(user.roles)}\t{'active' if user.is_active else 'locked'}"
        for user in users.iterator()
    )


ACTS: dict[str, tuple[Callable[[dict[str, Any]], str], str]] = {
    "create": (_create, "make an account with roles"),
    "role": (_role, "replace the roles of an account"),
    "lock": (_lock, "let nobody sign in with it"),
    "unlock": (_unlock, "undo lock"),
    "reset-2fa": (_reset_2fa, "remove codes and passkeys; a new one is set up at the next sign-in"),
    "list": (_list, "all accounts but those of founders"),
}


class Command(BaseCommand):
    help = "Keep accounts: create, role, lock, unlock, reset-2fa, list."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for name, (_act, about) in ACTS.items():
            one = acts.add_parser(name, help=about)
            if name != "list":
                one.add_argument("address", help="e-mail or phone")
            if name in {"create", "role"}:
                one.add_argument("roles", nargs="+", choices=[str(role) for role in Role])
            if name == "reset-2fa":
                one.add_argument("--reason", default="asked for at the machine")
            if name == "create":
                one.add_argument("--name", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        act, _about = ACTS[options["act"]]
        try:
            said = act(options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if said:
            self.stdout.write(said)
