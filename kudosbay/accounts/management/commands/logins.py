from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kudosbay.accounts.queries import demo_logins


class Command(BaseCommand):
    help = "Print how to sign in to the demonstration; nothing anywhere else."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        logins = demo_logins(now=timezone.now())
        if logins:
            self.stdout.write("Sign in at /en/sign-in/password/ (codes change every 30 seconds; the page shows them):")
        for login in logins:
            self.stdout.write(f"  {login.role:<15} {login.email:<28} {login.password}  {login.code}".rstrip())
