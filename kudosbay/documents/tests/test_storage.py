from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kudosbay.documents.commands import begin_upload, hand_in, receive_piece, store_file
from kudosbay.documents.jobs import remove_abandoned_uploads, remove_orphans
from kudosbay.documents.models import StoredFile, Upload
from kudosbay.documents.previews import page_image
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.storage import DurableStorage, all_paths, keep_bytes, path_of, read_file, sealed_paths
from kudosbay.documents.tests import hostile
from kudosbay.kernel import rotation, vault

NUMBER = b"PLANTED-E90817263"
DAY = timedelta(hours=25)


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    own = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": own}


def store(cast, now, content: bytes) -> StoredFile:
    return store_file(SimpleUploadedFile("a.pdf", content), by=cast.amara, now=now)


def planted(document) -> None:
    document.pages[0].Contents = document.make_stream(b"BT /F1 9 Tf (" + NUMBER + b") Tj ET")


def bytes_on_disk() -> bytes:
    root = Path(default_storage.path(""))
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_planted_number_stands_nowhere_on_the_disk(cast, now):
    content = hostile.pdf(change=planted, compress_streams=False)
    assert NUMBER in content
    stored = store(cast, now, content)
    upload = begin_upload("a.pdf", len(content), by=cast.amara, now=now)
    receive_piece(upload, start=0, data=content, by=cast.amara, now=now)
    held = bytes_on_disk()
    assert len(held) > len(content)
    assert NUMBER not in held
    kept = read_file(stored)
    assert not any(kept[place : place + 24] in held for place in range(0, len(kept) - 24, 24))


def test_a_file_lies_under_its_hash_and_not_under_its_name(cast, now):
    stored = store_file(SimpleUploadedFile("../../../evil.pdf", hostile.pdf()), by=cast.amara, now=now)
    assert stored.name == "evil.pdf"
    assert stored.path == path_of(stored.sha256)
    assert not [path for path in all_paths() if "evil" in path]


def test_the_same_content_is_one_file_for_two_people(cast, now):
    first, second = store(cast, now, hostile.pdf(3)), store(cast, now, hostile.pdf(3))
    assert first.pk != second.pk
    assert first.path == second.path


def test_a_file_that_was_altered_or_put_in_anothers_place_does_not_open(cast, now):
    one, other = store(cast, now, hostile.pdf(1)), store(cast, now, hostile.pdf(2))
    with default_storage.open(other.path) as file:
        sealed = file.read()
    default_storage.save(one.path, ContentFile(sealed))
    with pytest.raises(vault.NotOpened):
        read_file(one)


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path):
    storage = DurableStorage(location=tmp_path)
    storage.save("a/b", ContentFile(b"old"))

    class Breaks(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"new"
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any
        storage.save("a/b", Breaks(b"new"))
    assert (tmp_path / "a" / "b").read_bytes() == b"old"
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o600


def test_a_change_of_keys_reaches_every_file(cast, now):
    stored = store(cast, now, hostile.pdf(4))
    before = read_file(stored)
    done = rotation.rotate()
    assert (done.files, done.unreadable) == (1, 0)
    for path, purpose in sealed_paths():
        with default_storage.open(path) as file:
            sealed = file.read()
        assert vault.key_id(sealed) == done.key
        assert vault.open_sealed(sealed, purpose=purpose)
    assert read_file(stored) == before


def test_files_that_nothing_points_to_go_after_a_day(cast, now):
    used, unused = store(cast, now, hostile.pdf(5)), store(cast, now, hostile.pdf(6))
    hand_in(cast.amara.person, "articles", used, by=cast.amara, now=now)
    _, lost = keep_bytes(b"nobody's")
    remove_orphans(now=now)
    assert StoredFile.objects.filter(pk=unused.pk).exists()
    assert default_storage.exists(lost)
    later = _after_writing(lost)
    remove_orphans(now=later)
    assert not StoredFile.objects.filter(pk=unused.pk).exists()
    assert not default_storage.exists(unused.path)
    assert not default_storage.exists(lost)
    assert read_file(used)
    assert remove_orphans(now=later) == 0


def test_uploads_that_nobody_finished_go_after_a_day(cast, now):
    upload = begin_upload("a.pdf", 1000, by=cast.amara, now=now)
    receive_piece(upload, start=0, data=b"x" * 400, by=cast.amara, now=now)
    assert remove_abandoned_uploads(now=now + timedelta(hours=23)) == 0
    assert default_storage.listdir(upload.path)[1]
    assert remove_abandoned_uploads(now=now + DAY) == 1
    assert not default_storage.exists(upload.path)
    assert not Upload.objects.exists()


def test_pieces_whose_upload_is_gone_go_too(cast, now):
    upload = begin_upload("a.pdf", 1000, by=cast.amara, now=now)
    receive_piece(upload, start=0, data=b"x" * 400, by=cast.amara, now=now)
    path = f"{upload.path}/000000000000"
    Upload.objects.all().delete()
    remove_abandoned_uploads(now=_after_writing(path))
    assert not default_storage.exists(upload.path)


def _after_writing(path: str):
    return default_storage.get_modified_time(path) + DAY


def test_a_page_is_drawn_for_the_screen(cast, now):
    for content in (hostile.pdf(2), hostile.jpeg(), hostile.png()):
        stored = store(cast, now, content)
        assert page_image(stored, 1, size="phone").startswith(b"\x89PNG")
    with pytest.raises(FileRefused, match="no such page"):
        page_image(stored, 2)


def test_no_bytes_stand_in_the_database(cast, now):
    store(cast, now, hostile.pdf(change=planted, compress_streams=False))
    with connection.cursor() as cursor:
        cursor.execute("select * from documents_storedfile")
        assert NUMBER.decode() not in str(cursor.fetchall())
