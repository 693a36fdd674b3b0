import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from kudosbay.accounts.models import User
from kudosbay.kernel import rotation, vault
from kudosbay.kernel.keyring import add_key, key_file, keyring
from kudosbay.kernel.rotation import SealedColumn
from kudosbay.people.models import Identifier

NUMBER = "ZX90817263"
PURPOSE = "test.number"


@pytest.fixture
def keys(tmp_path, settings) -> Path:
    settings.VAULT_KEYS = str(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def only_identifiers(monkeypatch):
    monkeypatch.setattr(rotation, "FILES", {})
    monkeypatch.setattr(rotation, "COLUMNS", {("a", "b"): SealedColumn("people.Identifier", "sealed_number", PURPOSE)})


def test_what_was_sealed_opens_and_shows_nothing(keys):
    sealed = vault.seal(NUMBER.encode(), purpose=PURPOSE)
    assert NUMBER.encode() not in sealed
    assert vault.open_sealed(sealed, purpose=PURPOSE) == NUMBER.encode()
    assert vault.open_sealed(memoryview(sealed), purpose=PURPOSE) == NUMBER.encode()


def test_the_same_value_is_sealed_differently_each_time(keys):
    assert vault.seal(b"x", purpose=PURPOSE) != vault.seal(b"x", purpose=PURPOSE)


def test_another_purpose_does_not_open_it(keys):
    sealed = vault.seal(b"x", purpose=PURPOSE)
    with pytest.raises(vault.NotOpened):
        vault.open_sealed(sealed, purpose="other")


def test_any_flipped_bit_is_refused(keys):
    sealed = vault.seal(b"abc", purpose=PURPOSE)
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(vault.NotOpened):
            vault.open_sealed(bytes(altered), purpose=PURPOSE)


@pytest.mark.parametrize("rubbish", [b"", b"KBV1", b"x" * 300, b"KBV1" + b"\xff" * 300])
def test_rubbish_is_refused(keys, rubbish):
    with pytest.raises(vault.NotOpened):
        vault.open_sealed(rubbish, purpose=PURPOSE)


def test_the_key_file_is_made_at_first_use_for_its_owner_only(keys):
    assert not keys.exists()
    vault.seal(b"x", purpose=PURPOSE)
    assert keys.stat().st_mode & 0o777 == 0o600
    assert [name.name for name in keys.parent.iterdir()] == ["keys"]


def test_a_key_file_that_others_can_read_is_refused_with_the_cure(keys):
    keyring()
    keys.chmod(0o644)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        keyring()


def test_many_first_uses_at_once_agree_on_one_key(keys):
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(keyring().current)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_lost_key_file_opens_nothing(keys):
    sealed = vault.seal(b"x", purpose=PURPOSE)
    keys.unlink()
    with pytest.raises(vault.NotOpened, match="not in the key file"):
        vault.open_sealed(sealed, purpose=PURPOSE)


def test_a_fingerprint_finds_the_same_number_however_it_was_typed(keys):
    first = vault.fingerprint("ab 123-456", "passport")
    assert first == vault.fingerprint("AB123456", "passport") == vault.fingerprint("ＡＢ１２３４５６", "passport")
    assert first != vault.fingerprint("AB123457", "passport")
    assert first != vault.fingerprint("AB123456", "permit")
    add_key()
    assert first == vault.fingerprint("AB123456", "passport")


def hold_passports(user: User, count: int = 5) -> None:
    for place in range(count):
        Identifier.objects.create(
            person=user.person,
            kind=Identifier.Kind.PASSPORT,
            issued_by="NG",
            sealed_number=vault.seal(f"{NUMBER}{place}".encode(), purpose=PURPOSE),
            number_hash=vault.fingerprint(f"{NUMBER}{place}", "passport"),
            tail=f"63{place}",
        )


def numbers() -> list[str]:
    rows = Identifier.objects.order_by("pk").values_list("sealed_number", flat=True)
    return [vault.open_sealed(sealed, purpose=PURPOSE).decode() for sealed in rows]


def test_rotation_seals_all_anew_and_all_still_opens(keys, only_identifiers, cast):
    hold_passports(cast.amara)
    before = keyring().current
    done = rotation.rotate()
    assert (done.values, done.files) == (5, 0)
    assert done.key != before
    assert rotation.status() == {done.key: 5}
    assert numbers() == [f"{NUMBER}{place}" for place in range(5)]


@pytest.mark.parametrize("killed_after", [0, 1, 2])
def test_a_killed_rotation_goes_on_with_the_same_key(keys, only_identifiers, cast, monkeypatch, killed_after):
    hold_passports(cast.amara)
    calls = []

    def dies(sealed, *, purpose):
        calls.append(1)
        if len(calls) > killed_after:
            raise KeyboardInterrupt
        return real(sealed, purpose=purpose)

    real = vault.rewrapped
    monkeypatch.setattr(rotation, "BATCH", 1)
    monkeypatch.setattr(vault, "rewrapped", dies)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate()
    begun = keyring().current
    monkeypatch.setattr(vault, "rewrapped", real)
    done = rotation.rotate()
    assert done.key == begun
    assert done.values == 5 - killed_after
    assert rotation.status() == {begun: 5}
    assert numbers() == [f"{NUMBER}{place}" for place in range(5)]


def test_a_value_that_does_not_open_stops_no_rotation_now_or_later(keys, only_identifiers, cast):
    hold_passports(cast.amara)
    spoilt = Identifier.objects.first()
    spoilt.sealed_number = bytes(spoilt.sealed_number)[:60] + b"?" + bytes(spoilt.sealed_number)[61:]
    spoilt.save()
    first = rotation.rotate()
    assert (first.values, first.unreadable) == (4, 1)
    second = rotation.rotate()
    assert second.key != first.key
    assert (second.values, second.unreadable) == (4, 1)


def test_the_command_says_what_each_key_seals(keys, only_identifiers, cast, capsys):
    hold_passports(cast.amara, 2)
    call_command("vault", "rotate")
    call_command("vault", "status")
    said = capsys.readouterr().out
    assert "2 values and 0 files" in said
    assert f"{keyring().current} (current): seals 2" in said
    assert str(key_file()) in said


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the server's files are not ours to read")
def test_the_database_file_holds_no_planted_number(keys, cast):
    hold_passports(cast.amara, 3)
    held = connection.connection.serialize()
    assert b"Amara Nwosu" in held, "the search looks into the right database"
    assert NUMBER.encode() not in held
