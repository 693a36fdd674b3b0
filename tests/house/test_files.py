"""What is committed: nothing of somebody's machine, nothing half done, nothing changed after its checksum."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.source import ROOT, python, told, tracked

LARGEST = 12 * 1024 * 1024
# Each word is broken so that this file does not hold what it looks for.
REGISTRY = re.compile("|".join(["python" + "hosted", r"npm" + r"js\.", r"pyp" + r"i\.org", r"deb\.deb" + "ian"]))
MACHINE_PATH = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:wor" + r"k|roo" + r"t|hom" + r"e/[a-z]+)/")
UNFINISHED = re.compile(r"\b(?:FIX" + r"ME|TO" + r"DO|XX" + r"X)\b")
SECRET = re.compile("-----BEG" + r"IN [A-Z ]*PRIVATE KEY|\bAKI" + r"A[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b")
NOT_IMPLEMENTED = "NotImplemented" + "Error"
BINARY = {".ttf", ".otf", ".woff2", ".png", ".jpg", ".ico", ".mo", ".pdf", ".docx", ".gz", ".zip", ".heic", ".db"}
MANIFESTS = [name for name in tracked() if name.endswith("MANIFEST.sha256")]


def _texts() -> list[tuple[str, str]]:
    names = [name for name in tracked() if Path(name).suffix not in BINARY and "/vendor/" not in name]
    return [(name, (ROOT / name).read_text(encoding="utf-8", errors="replace")) for name in names]


def _lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1} {match[0].strip()}"
        for name, text in _texts()
        for match in pattern.finditer(text)
    ]


def test_no_registry_is_named():
    named = _lines(REGISTRY)
    assert not named, told(named, "Name packages, never the host that serves them: `make pins` writes none.")


def test_no_path_of_somebodys_machine():
    paths = _lines(MACHINE_PATH)
    assert not paths, told(paths, "Write the path from the root of the repository, or ask settings.DATA_DIR.")


def test_no_secret_is_committed():
    secrets = _lines(SECRET)
    assert not secrets, told(secrets, "Take it out of the history and change it: keys are made at first use.")


def test_nothing_is_left_half_done():
    left = _lines(UNFINISHED)
    left += [source.name for source in python() if NOT_IMPLEMENTED in source.text]
    assert not left, told(left, "Finish it, or say in docs/decisions what is not built and why.")


def test_no_file_is_too_large():
    large = [f"{name}: {size}" for name in tracked() if (size := (ROOT / name).stat().st_size) > LARGEST]
    assert not large, told(large, "At most 12 MB: generate it, or cut it down to what is used.")


def _vendored() -> list[str]:
    return [name for name in tracked() if "/vendor/" in name and not name.endswith("MANIFEST.sha256")]


def _promised() -> dict[str, str]:
    """Return each path that a manifest lists, with its checksum."""
    promised = {}
    for manifest in MANIFESTS:
        for line in (ROOT / manifest).read_text().splitlines():
            digest, _space, path = line.partition(" ")
            promised[str((Path(manifest).parent / path.strip(" *")).as_posix())] = digest
    return promised


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_a_vendored_file_is_what_it_was(manifest):
    folder = Path(manifest).parent.as_posix() + "/"
    changed = [
        name
        for name, digest in _promised().items()
        if name.startswith(folder)
        and (not (ROOT / name).is_file() or hashlib.sha256((ROOT / name).read_bytes()).hexdigest() != digest)
    ]
    assert not changed, told(changed, "Never edit a vendored file; a new version is a new folder and a new manifest.")


def test_each_vendored_file_stands_in_a_manifest():
    loose = sorted(set(_vendored()) - _promised().keys())
    assert not loose, told(loose, "Add its sha256 to the MANIFEST.sha256 of its vendor folder.")


def test_each_vendored_package_brings_its_licence():
    folders = {Path(name).parents[-(Path(name).parts.index("vendor") + 2)] for name in _vendored()}
    bare = [str(folder) for folder in folders if (ROOT / folder).is_dir() and not _has_licence(ROOT / folder)]
    assert not bare, told(bare, "Put the package's LICENSE beside its files.")


def _has_licence(folder: Path) -> bool:
    return any(path.name.upper().startswith(("LICENSE", "LICENCE", "OFL", "COPYING")) for path in folder.rglob("*"))


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def _pins(name: str) -> list[str]:
    """Return the lines that pin a package; each must go on to its hashes."""
    return re.findall(r"^[\w.-]+(?:\[.*\])?==.*$", (ROOT / name).read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_requirements_are_hashed_and_name_no_address(name):
    assert "://" not in (ROOT / name).read_text(), f"{name} names an address: run `make pins`"
    assert _pins(name)
    assert all(line.endswith("\\") for line in _pins(name)), f"{name}: a pin has no hash: run `make pins`"


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = project["project"]["dependencies"] + groups["build"] + groups["test"] + groups["lint"]
    pinned = {re.split(r"[\[=]", line)[0] for line in _pins("requirements-dev.txt")}
    loose = sorted({re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted} - pinned)
    assert not loose, told(loose, "Not pinned: run `make pins`.")


def test_the_wheel_takes_every_file_along():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["kudosbay"]
    expressions = [
        re.compile(re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")) for pattern in patterns
    ]
    sources = {".py", ".po", ".toml"}
    files = [name.removeprefix("kudosbay/") for name in tracked() if name.startswith("kudosbay/")]
    left = [
        name
        for name in files
        if Path(name).suffix not in sources and not any(pattern.fullmatch(name) for pattern in expressions)
    ]
    assert not left, told(left, "Add it to [tool.setuptools.package-data] in pyproject.toml.")
