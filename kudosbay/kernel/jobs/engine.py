"""DBOS, and the only module that knows it: durable jobs in a database of their own.

What it keeps: one row per job, so that a job whose process died is found and run again. Without its commercial
conductor nobody does that for it: `resume_orphans` does, called by the leading worker for ever.
"""

import logging
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from django.conf import settings
from django.db import close_old_connections, connections

from kudosbay.kernel.jobs.registry import JOBS, Hands, Job

NAME = "kudosbay"
VERSION = "1"  # raised only when a job can no longer take over what an older one left
FILE = "jobs.sqlite3"
PAGE = 500

log = logging.getLogger(__name__)


def launch(hands: Hands) -> None:
    """Bind the registered jobs and start. Called once in a worker, never in the web server."""
    for name in sorted(JOBS):
        _bind(name, JOBS[name], hands)
    DBOS(config=_config(hands.executor))
    DBOS.launch()


_BOUND: dict[str, Any] = {}


def _bind(name: str, function: Job, hands: Hands) -> None:
    def workflow(key: str) -> None:
        close_old_connections()
        try:
            function(hands, key)
        finally:
            connections.close_all()  # the thread may rest for long

    workflow.__qualname__ = name
    _BOUND[name] = DBOS.workflow(name=name, max_recovery_attempts=None)(workflow)


def run(name: str, key: str) -> None:
    """Run a job and wait for it. A key that another worker holds or has done is left to it."""
    with SetWorkflowID(f"{name}:{key}"):
        handle = DBOS.start_workflow(_BOUND[name], key)
    if getattr(handle, "future", None) is not None:
        handle.get_result()


def resume_orphans(living: Collection[str]) -> int:
    """Hand every unfinished job of a worker that lives no more to those that do; return how many."""
    pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False, limit=PAGE)
    orphans = [one.workflow_id for one in pending if one.executor_id not in living]
    if orphans:
        log.warning("taking over %s jobs of workers that are gone", len(orphans))
        DBOS.resume_workflows(orphans)
    return len(orphans)


def forget_done(*, before: datetime) -> int:
    """Delete the records of finished jobs, one page; return how many."""
    done = DBOS.list_workflows(
        status=["SUCCESS", "ERROR", "CANCELLED"],
        end_time=before.isoformat(),
        load_input=False,
        load_output=False,
        limit=PAGE,
    )
    if done:
        DBOS.delete_workflows([one.workflow_id for one in done])
    return len(done)


def stop() -> None:
    DBOS.destroy()


def _config(executor: str) -> DBOSConfig:
    return {
        "name": NAME,
        "executor_id": executor,
        "application_version": VERSION,
        "system_database_url": database_url(settings.DATABASES["default"], data_dir=settings.DATA_DIR),
        "serializer": DBOSPortableJSONSerializer(),  # the default is pickle: whoever writes the file would run code
        "use_listen_notify": False,
        "sys_db_pool_size": 4,
        "max_executor_threads": 8,
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 1.0,
    }


def database_url(database: dict[str, Any], *, data_dir: Path) -> str:
    """SQLite has a file of its own for jobs; on PostgreSQL they stand beside the data, in the schema `dbos`."""
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{_wal_file(data_dir / FILE)}"
    user = quote(database["USER"], safe="")
    password = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    options = {name: value for name, value in database["OPTIONS"].items() if name != "pool"}
    query = f"?{urlencode(options)}" if options else ""
    return f"postgresql://{user}{password}@{database['HOST']}{port}/{quote(database['NAME'], safe='')}{query}"


def _wal_file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    return path
