import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Bring the database and the static files up to date. Harmless to repeat."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if self._is_behind():
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            self._lay_first_settings()
            self.stdout.write("The database is up to date.")
        self._collect()

    def _lay_first_settings(self) -> None:
        """The demonstration brings its own."""
        if not settings.DEMO:
            call_command("centre", if_empty=True, stdout=self.stdout)

    def _is_behind(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def _collect(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        now = self._fingerprint()
        if not stamp.exists() or stamp.read_text() != now:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(now)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for folder in settings.STATICFILES_DIRS:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    digest.update(f"{path}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
        return digest.hexdigest()
