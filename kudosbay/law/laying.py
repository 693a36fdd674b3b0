"""A pack laid over the rules below it, as a folder that the rulebook reads; and which of them decides today."""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from django.conf import settings

from kudosbay.law.models import LawPack
from kudosbay.rulebook.load import SHIPPED, Rulebook, RulesError, rules_of, use_rules

Files = Mapping[str, str]
KEPT: Final = "rules"  # below the data folder; everything in it can be made anew from the database


def below(pack: LawPack | None) -> dict[str, str]:
    """All files that lie over the program's own, the pack's last."""
    if pack is None:
        return {}
    files: dict[str, str] = below(pack.base) | pack.files
    return files


def folder_of(pack: LawPack | None) -> Path:
    return laid(below(pack)) if pack else SHIPPED


def laid(files: Files) -> Path:
    """Lay files over the program's rules; the same files are the same folder. Another process may do it as well."""
    folder = settings.DATA_DIR / KEPT / _digest(files)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(dir=folder.parent, prefix="laying-"))
        shutil.copytree(SHIPPED, made, dirs_exist_ok=True)
        for name, text in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text, encoding="utf-8")
        _take_place(made, folder)
    return folder


def _take_place(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:  # somebody was quicker, with the same files
        shutil.rmtree(made)
        if not folder.exists():
            raise


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    own = {str(path.relative_to(SHIPPED)): path for path in SHIPPED.rglob("*") if path.is_file()}
    for name, path in sorted(own.items()):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    for name, text in sorted(files.items()):
        digest.update(b"\1" + name.encode() + b"\0" + text.encode())
    return digest.hexdigest()[:32]


def shipped_digest(name: str) -> str:
    """What the program's own file held when a pack took its place; empty where it has none."""
    path = SHIPPED / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def forget_laying(folder: Path) -> None:
    """Remove what was laid only to be looked at."""
    if folder.parent == settings.DATA_DIR / KEPT:
        shutil.rmtree(folder, ignore_errors=True)


def is_known_sound(folder: Path) -> bool:
    """The same files were looked at before: a folder is named by what it holds."""
    return _mark(folder).exists()


def know_sound(folder: Path) -> None:
    _mark(folder).touch()


def _mark(folder: Path) -> Path:
    return folder.with_suffix(".sound")


def rules_with(pack: LawPack | None) -> Rulebook:
    return rules_of(folder_of(pack))


_used: dict[str, int | None] = {"pack": None}


def bring_in_force(today: date) -> LawPack | None:
    """Let this process decide by the pack in force today. One that cannot be read is passed over for the one before."""
    for pack in LawPack.objects.in_force(today).defer("files", "faults").latest_first()[:PASSED_OVER]:
        if _used["pack"] == pack.pk or _takes(pack):
            _used["pack"] = pack.pk
            return pack
    if _used["pack"] is not None:
        forget_used()
    return None


PASSED_OVER: Final = 5


def forget_used() -> None:
    """Go back to the rules of the program."""
    use_rules(None)
    _used["pack"] = None


def _takes(pack: LawPack) -> bool:
    try:
        use_rules(rules_with(pack).folder)
    except (RulesError, OSError, ValueError):
        return False
    return True
