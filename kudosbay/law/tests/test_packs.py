"""Packs are looked at before anything: what is wrong is said fault by fault, and the rules before go on deciding."""

import io
import tarfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from conftest import Cast, accession, make_user, zipped_pack
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role
from kudosbay.law import queries
from kudosbay.law.commands import approve_pack, load_pack, withdraw_pack
from kudosbay.law.health import health
from kudosbay.law.laying import bring_in_force, folder_of
from kudosbay.law.models import LawPack
from kudosbay.rulebook.archive import ArchiveError, read_archive
from kudosbay.rulebook.faults import Fault, find_faults
from kudosbay.rulebook.load import SHIPPED, load_rules

pytestmark = pytest.mark.usefixtures("rules_as_shipped")


def changed(name: str, old: str, new: str) -> dict[str, str]:
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    return {name: text.replace(old, new, 1)}


def faults(tmp_path: Path, name: str, old: str, new: str) -> list[Fault]:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(changed(name, old, new)[name], encoding="utf-8")
    return find_faults(tmp_path, SHIPPED, [name])


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "key", "nearest"),
    [
        ("tables/apostille.csv", "2026-07-09,2026", "2026-02-30,2026", 37, "valid_from", "2026-02-28"),
        ("tables/apostille.csv", "DZ,in_force", "DZ,in_forse", 37, "status", "in_force"),
        ("tables/apostille.csv", "iso2,status", "iso3,status", 1, "", "iso2, status"),
        ("routes.yaml", "confidence: high", "confidence: hihg", 10, "routes domestic confidence", "high"),
        ("routes.yaml", "    when: country == CN", "    whem: country == CN", 7, "routes domestic whem", "when"),
        ("routes.yaml", "{from: 2020-01-01", "{from: 2020-02-30", 17, "", "2020-02-29"),
        ("routes.yaml", "routes:", "routs:", 3, "routs", "routes"),
        ("routes.yaml", "routes:\n", "routes:\n  - [\n", 5, "", ""),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, file, old, new, line, key, nearest):
    first = faults(tmp_path, file, old, new)[0]
    assert (first.file, first.line, first.key) == (file, line, key)
    assert first.nearest.startswith(nearest)
    assert first.reason
    assert first.say().startswith(f"{file}, line {line}")


def test_aliases_are_not_taken(tmp_path):
    (one,) = faults(tmp_path, "routes.yaml", "routes:\n", "a: &a [1]\nb: *a\nroutes:\n")
    assert "aliases" in one.reason


@pytest.mark.slow
def test_rules_that_do_not_fit_together_are_told_with_the_line(cast: Cast, now: datetime):
    files = changed("routes.yaml", "when: country == CN", "when: contry == CN")
    pack = load_pack(zipped_pack(files), by=cast.mei, now=now)
    (fault,) = pack.faults
    assert (fault["file"], fault["line"], fault["nearest"]) == ("routes.yaml", 7, "country")
    assert pack.status == LawPack.Status.REFUSED
    assert not pack.files


def packed(*members: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members:
            archive.writestr(name, held)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        packed(("../pack.yaml", b"a: 1")),
        packed(("/etc/pack.yaml", b"a: 1")),
        packed(("steps/run.py", b"print()")),
        packed(("pack.yaml", b"\xff\xfe")),
        packed(("a.yaml", b"0" * (17 * 2**20))),
        packed(*((f"a{number}.yaml", b"") for number in range(201))),
        b"PK" * (3 * 2**20),
    ],
)
def test_an_archive_that_is_not_one_is_refused_whole(content):
    with pytest.raises(ArchiveError):
        read_archive(content)


def test_a_link_is_refused_and_a_folder_around_is_not():
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w:gz") as archive:
        link = tarfile.TarInfo("pack/pack.yaml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(ArchiveError, match="no links"):
        read_archive(kept.getvalue())
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w:gz") as archive:
        held = tarfile.TarInfo("pack/pack.yaml")
        held.size = 4
        archive.addfile(held, io.BytesIO(b"a: 1"))
    assert read_archive(kept.getvalue()) == {"pack.yaml": "a: 1"}


@pytest.mark.parametrize(
    ("manifest", "key"),
    [({"version": "one"}, "version"), ({"takes_effect": None}, "takes_effect"), ({"more": 1}, "more")],
)
def test_a_manifest_is_looked_at(cast, now, manifest, key):
    pack = load_pack(zipped_pack(accession("NG", "2026-03-12"), **manifest), by=cast.mei, now=now)
    assert pack.status == LawPack.Status.REFUSED
    assert [one["key"] for one in pack.faults] == [key]


def test_a_pack_without_manifest_or_rules_is_refused(cast, now):
    bare = load_pack(packed(("routes.yaml", b"routes: []")), by=cast.mei, now=now)
    empty = load_pack(zipped_pack({}), by=cast.mei, now=now)
    assert [pack.status for pack in (bare, empty)] == ["refused", "refused"]


def test_health_says_what_decides_and_what_was_refused(cast, now, today):
    assert health(today=today).well
    load_pack(b"nothing", by=cast.mei, now=now)
    found = health(today=today)
    assert not found.well
    assert found.pack.startswith("cn_shanghai")
    assert "refused" in found.words


def test_a_pack_that_cannot_be_read_is_passed_over(cast, now, today):
    load_pack(zipped_pack(accession("NG", "2026-03-09")), by=cast.mei, now=now)
    li = make_user("Li", Role.MANAGER)
    good = approve_pack(LawPack.objects.get(), seen=1, by=li, now=now)
    assert bring_in_force(today) == good
    bad = LawPack.objects.create(
        reference="LP-X",
        name="bad",
        release="1",
        takes_effect_on=today,
        files={"routes.yaml": "routes: [1"},
        status=LawPack.Status.APPROVED,
        loaded_by=cast.mei,
        loaded_at=now,
        approved_at=now.replace(hour=3),
    )
    assert bring_in_force(today) == good
    assert load_rules().pack == "test-pack 1"
    assert health(today=today).unread == bad
    withdraw_pack(bad, because="Not readable", seen=1, by=li, now=now)
    assert health(today=today).well


def test_only_two_together_change_the_rules(cast, now):
    content = zipped_pack(accession("NG", "2026-03-12"))
    with pytest.raises(NotAllowed):
        load_pack(content, by=cast.wei, now=now)
    pack = load_pack(content, by=cast.mei, now=now)
    with pytest.raises(Refused):
        approve_pack(pack, seen=1, by=cast.mei, now=now)
    li = make_user("Li", Role.ADMINISTRATOR)
    approve_pack(pack, seen=1, by=li, now=now)
    again = load_pack(content, by=cast.mei, now=now)
    assert "approved already" in again.faults[0]["reason"]


def test_a_pack_lies_over_the_one_in_force(cast, now, today):
    li = make_user("Li", Role.MANAGER)
    first = load_pack(zipped_pack(accession("NG", "2026-03-10")), by=cast.mei, now=now)
    approve_pack(first, seen=1, by=li, now=now)
    files = changed("lists.yaml", "lists:", "# looked at\nlists:")
    second = load_pack(zipped_pack(files, version="2"), by=cast.mei, now=now)
    assert second.base == first
    assert "NG,in_force" in (folder_of(second) / "tables/apostille.csv").read_text(encoding="utf-8")
    third = load_pack(zipped_pack(files, version="3"), by=cast.mei, now=now)
    approve_pack(second, seen=1, by=li, now=now)
    with pytest.raises(Refused, match="Load it again"):
        approve_pack(third, seen=1, by=li, now=now)


def test_lists_of_packs_cost_the_same(cast, now, today, assert_same_queries):
    def make(number: int) -> None:
        LawPack.objects.create(
            reference=f"LP-{number}",
            name="a",
            release="1",
            takes_effect_on=date(2030, 1, 1),
            status=LawPack.Status.LOADED,
            loaded_by=cast.mei,
            loaded_at=now,
        )

    def ask() -> None:
        [(str(pack), pack.loaded_by.name) for pack in queries.packs(cast.mei)]
        assert queries.in_force_on(today) is None
        assert queries.values_to_check(None, today=today, kind="unverified")

    assert_same_queries(make, ask)


def test_what_must_be_checked_is_made_from_the_rules(today):
    assert not queries.values_to_check(None, today=date(2026, 11, 24), kind="overdue")
    later = queries.values_to_check(None, today=date(2028, 1, 1), kind="overdue")
    assert all(one.overdue for one in later)
    found = queries.values_to_check(None, today=today, text="apostille")
    assert all("apostille" in one.value.name or "apostille" in str(one.value.source).lower() for one in found)
