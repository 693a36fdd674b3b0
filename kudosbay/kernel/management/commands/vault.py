from typing import Any

from django.core.management import BaseCommand, CommandParser

from kudosbay.kernel.keyring import key_file, keyring
from kudosbay.kernel.rotation import rotate, status


class Command(BaseCommand):
    help = (
        "The keys that seal passports and papers: seal all under a new key (rotate), or count what each seals (status)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["rotate", "status"])

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, options["act"])()

    def rotate(self) -> None:
        done = rotate()
        self.stdout.write(f"Key {done.key} seals all now: {done.values} values and {done.files} files moved to it.")
        if done.unreadable:
            self.stderr.write(f"{done.unreadable} do not open and stayed as they were: restore them from a backup.")
        self.stdout.write(f"Back up {key_file()} apart from the data: older backups still need the older keys in it.")

    def status(self) -> None:
        counted, ring = status(), keyring()
        for name in ring.keys:
            mark = " (current)" if name == ring.current else ""
            self.stdout.write(f"{name}{mark}: seals {counted[name]}")
        for name in counted.keys() - ring.keys.keys():
            self.stdout.write(f"{name}: seals {counted[name]}, but it is missing in {key_file()}: restore that file")
