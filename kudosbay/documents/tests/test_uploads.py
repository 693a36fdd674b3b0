import random
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from kudosbay.documents.commands import begin_upload, finish_upload, receive_piece
from kudosbay.documents.commands.uploads import LARGEST_PIECE, MOST_OPEN, WrongPlace
from kudosbay.documents.models import StoredFile, Upload
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.storage import read_file
from kudosbay.documents.tests import hostile
from kudosbay.kernel.errors import NotAllowed, Refused


@pytest.fixture
def content() -> bytes:
    return hostile.pdf(3)


@pytest.fixture
def upload(cast, now, content) -> Upload:
    return begin_upload("passport.pdf", len(content), by=cast.amara, now=now)


def test_a_file_arrives_in_pieces(cast, now, upload, content):
    for place in range(0, len(content), 300):
        upload = receive_piece(upload, start=place, data=content[place : place + 300], by=cast.amara, now=now)
    assert upload.received == len(content)
    stored = finish_upload(upload, by=cast.amara, now=now)
    assert (stored.pages, stored.name) == (3, "passport.pdf")
    assert read_file(stored).startswith(b"%PDF-")
    assert not Upload.objects.exists()
    assert not default_storage.exists(upload.path)


def test_a_piece_sent_twice_counts_once(cast, now, upload, content):
    for _ in range(2):
        upload = receive_piece(upload, start=0, data=content[:500], by=cast.amara, now=now)
    assert upload.received == 500


def test_after_a_lost_answer_the_right_place_is_told(cast, now, upload, content):
    receive_piece(upload, start=0, data=content[:500], by=cast.amara, now=now)
    for wrong in (400, 501, 900):
        with pytest.raises(WrongPlace) as refused:
            receive_piece(upload, start=wrong, data=content[:300], by=cast.amara, now=now)
        assert refused.value.expected == 500


def test_a_bad_line_with_losses_and_repeats_brings_the_same_file(cast, now, upload, content):
    dice, place = random.Random(7), 0
    while place < len(content):
        size = dice.randint(1, 200)
        start = max(0, place - dice.choice([0, 0, 50]))
        try:
            upload = receive_piece(upload, start=start, data=content[start : start + size], by=cast.amara, now=now)
            place = upload.received
        except WrongPlace as wrong:
            place = wrong.expected
    assert finish_upload(upload, by=cast.amara, now=now).pages == 3


def test_an_incomplete_file_is_not_finished(cast, now, upload, content):
    receive_piece(upload, start=0, data=content[:100], by=cast.amara, now=now)
    with pytest.raises(WrongPlace):
        finish_upload(upload, by=cast.amara, now=now)
    assert Upload.objects.exists()


def test_more_than_was_announced_is_refused(cast, now, upload, content):
    with pytest.raises(FileRefused):
        receive_piece(upload, start=0, data=content + b"x", by=cast.amara, now=now)
    huge = begin_upload("a.pdf", LARGEST_PIECE + 10, by=cast.amara, now=now)
    with pytest.raises(FileRefused):
        receive_piece(huge, start=0, data=bytes(LARGEST_PIECE + 1), by=cast.amara, now=now)


@pytest.mark.parametrize(("size", "cause"), [(0, "empty"), (-5, "empty"), (21 * 1024 * 1024, "too_large")])
def test_what_cannot_be_taken_is_refused_before_it_is_sent(cast, now, size, cause):
    with pytest.raises(FileRefused) as refused:
        begin_upload("a.pdf", size, by=cast.amara, now=now)
    assert refused.value.code == cause
    assert not Upload.objects.exists()


def test_a_refused_file_leaves_nothing(cast, now):
    upload = begin_upload("a.pdf", len(hostile.HTML), by=cast.amara, now=now)
    receive_piece(upload, start=0, data=hostile.HTML, by=cast.amara, now=now)
    with pytest.raises(FileRefused) as refused:
        finish_upload(upload, by=cast.amara, now=now)
    assert refused.value.code == "wrong_type"
    assert not StoredFile.objects.exists()
    assert not Upload.objects.exists()
    assert not default_storage.exists(upload.path)


def test_nobody_elses_upload_can_be_touched(cast, now, upload, content):
    for act in (
        lambda: receive_piece(upload, start=0, data=content, by=cast.bao, now=now),
        lambda: finish_upload(upload, by=cast.bao, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
    upload.refresh_from_db()
    assert upload.received == 0
    assert not Upload.objects.visible_to(cast.bao).exists()


def test_a_second_finish_says_so(cast, now, upload, content):
    receive_piece(upload, start=0, data=content, by=cast.amara, now=now)
    finish_upload(upload, by=cast.amara, now=now)
    with pytest.raises(Refused, match="finished"):
        finish_upload(upload, by=cast.amara, now=now)
    assert StoredFile.objects.count() == 1


def test_open_uploads_are_bounded(cast, now):
    for _ in range(MOST_OPEN):
        begin_upload("a.pdf", 100, by=cast.amara, now=now)
    with pytest.raises(Refused, match="Too many files"):
        begin_upload("a.pdf", 100, by=cast.amara, now=now + timedelta(minutes=1))
    assert begin_upload("a.pdf", 100, by=cast.bao, now=now)
