import io
import os
import socket
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kudosbay.documents import sandbox
from kudosbay.documents.checks import check_file, examine, shown_name
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import StoredFile
from kudosbay.documents.names import prints_in, prints_of
from kudosbay.documents.refusals import SENTENCES, FileRefused
from kudosbay.documents.storage import read_file
from kudosbay.documents.tests import hostile

TODAY = date(2026, 3, 10)


def check(content: bytes, name: str = "paper.pdf"):
    return check_file([content], name=name)


def cause_of(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        check(content)
    assert refused.value.field == "file"
    assert "%(" not in str(refused.value)
    return refused.value.code


@pytest.mark.parametrize("case", hostile.CORPUS)
def test_what_is_no_paper_is_refused_with_its_cause(case):
    make, cause = hostile.CORPUS[case]
    assert cause_of(make()) == cause


def test_each_cause_has_its_own_sentence():
    assert len({str(sentence) for sentence in SENTENCES.values()}) == len(SENTENCES)


def test_the_name_and_the_browsers_word_do_not_decide():
    with pytest.raises(FileRefused, match="not a JPG"):
        check(hostile.HTML, "passport.jpg")
    assert check(hostile.png(), "passport.exe").kind == "image/png"


def test_a_photo_is_kept_upright_without_place_and_camera():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, "planted-camera", "planted-comment"
    kept = check(hostile.jpeg(exif=exif, comment=b"planted-comment"), "p.jpg")
    image = Image.open(io.BytesIO(kept.content))
    assert image.size == (1200, 1600), "turned as the camera held it"
    assert not image.getexif()
    assert b"planted" not in kept.content
    assert (kept.kind, kept.pages) == ("image/jpeg", 1)


def test_what_hangs_behind_a_photo_is_not_kept():
    kept = check(hostile.jpeg() + b"planted-tail" * 100)
    assert b"planted-tail" not in kept.content


def test_heic_becomes_a_jpeg_that_every_browser_shows():
    kept = check(hostile.heic(), "IMG_0001.HEIC")
    assert kept.kind == "image/jpeg"
    assert Image.open(io.BytesIO(kept.content)).size == (1600, 1200)


def test_a_pdf_loses_whatever_acts_hides_or_tells():
    before = hostile.acting_pdf()
    for planted in (b"planted-script", b"planted-attachment", b"planted-author", b"planted-launch"):
        assert planted in before
    kept = check(before)
    with pikepdf.open(io.BytesIO(kept.content)) as document:
        plain = b"".join(thing.unparse(resolved=True) for thing in document.objects)
        assert not list(document.attachments)
        assert "/OpenAction" not in document.Root
    for word in (b"planted", b"/JavaScript", b"/Launch", b"/AA"):
        assert word not in plain
    assert kept.pages == 1


def test_the_same_pdf_is_kept_as_the_same_bytes():
    content = hostile.pdf(2)
    assert check(content).content == check(content).content


def test_300_pages_and_40_megapixels_are_still_taken():
    assert check(hostile.pdf(300)).pages == 300
    kept = check(hostile.saved(Image.new("L", (8000, 5000), 200), "PNG"))
    assert (kept.seen["width"], kept.seen["height"]) == (8000, 5000)


@pytest.mark.parametrize(("over", "taken"), [(0, True), (1, False)])
def test_the_limit_holds_to_the_byte_however_long_the_file_was_said_to_be(settings, over, taken):
    content = hostile.pdf()
    settings.UPLOAD_LIMIT = len(content) - over
    pieces = [content[place : place + 100] for place in range(0, len(content), 100)]
    if taken:
        assert check_file(pieces, name="a.pdf").pages == 1
    else:
        with pytest.raises(FileRefused) as refused:
            check_file(pieces, name="a.pdf")
        assert refused.value.code == "too_large"


def test_reading_stops_at_the_chunk_that_is_too_much(settings):
    settings.UPLOAD_LIMIT = 1000
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield bytes(100)

    with pytest.raises(FileRefused):
        check_file(endless(), name="a.pdf")
    assert len(asked) == 11


def test_a_reader_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    assert cause_of(hostile.pdf()) == "slow"


def test_a_reader_that_dies_means_a_damaged_file(monkeypatch):
    monkeypatch.setattr(sandbox, "CHILD", "import os; os.abort()")
    assert cause_of(hostile.pdf()) == "damaged"


def test_the_reader_has_little_memory(monkeypatch):
    code = sandbox.CHILD.replace("main(sys.argv[2])", "bytearray(600_000_000)")
    monkeypatch.setattr(sandbox, "CHILD", code + "; main(sys.argv[2])")
    assert cause_of(hostile.pdf()) == "damaged"


GROWTH = """
import resource, sys, django
django.setup()
from kudosbay.documents.checks import check_file
from kudosbay.documents.names import prints_in, prints_of
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.storage import keep_bytes
from kudosbay.documents.tests.hostile import pdf
keep_bytes(check_file([pdf()], name="first.pdf").content)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with open(sys.argv[1], "rb") as file:
        keep_bytes(check_file(iter(lambda: file.read(65536), b""), name="file").content)
except FileRefused as refused:
    print(refused.code, end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def growth(tmp_path, content: bytes) -> list[str]:
    """Return the refusal, if any, and by how many MB a fresh process grew over this file."""
    (tmp_path / "file").write_bytes(content)
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path / "file")],
        capture_output=True, text=True, check=True, env=surroundings, cwd=sandbox.ROOT,
    )  # fmt: skip
    return done.stdout.split()


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda: hostile.png_of(100_000, 100_000), "too_many_pixels"),
        (hostile.text_bomb_png, "damaged"),
        (hostile.bomb_pdf, "too_much_inside"),
    ],
)
def test_a_bomb_does_not_fill_the_main_process(tmp_path, make, cause):
    told, megabytes = growth(tmp_path, make())
    assert told == cause
    assert int(megabytes) <= 32


def test_a_paper_of_20_megabytes_costs_the_main_process_at_most_64(tmp_path):
    noise = hostile.saved(Image.effect_noise((5000, 4100), 50), "PNG")
    assert 18 < len(noise) / 1024 / 1024 < 20
    (megabytes,) = growth(tmp_path, noise)
    assert int(megabytes) <= 64


def test_nothing_is_left_behind_by_a_refused_file():
    cause_of(hostile.HTML)
    assert list((Path(django_settings.DATA_DIR) / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\amara\\护照.jpg", "护照.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("", "file"),
        ("x" * 900 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_shown_and_is_no_path(given, shown):
    assert shown_name(given) == shown


class Scanner:
    """A clamd of two answers, on a free port."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.received = answer, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.getsockname()[1]}"

    def _serve(self) -> None:
        line, _ = self.server.accept()
        with line:
            while not self.received.endswith(bytes(4)):
                self.received += line.recv(65536)
            line.sendall(self.answer)

    def end(self) -> None:
        self.thread.join(5)
        self.server.close()


@pytest.mark.parametrize(
    ("answer", "cause"),
    [(b"stream: Eicar-Test FOUND\0", "virus"), (b"INSTREAM size limit exceeded. ERROR\0", "no_scanner")],
)
def test_the_virus_scanner_is_asked(settings, answer, cause):
    scanner = Scanner(answer)
    settings.SCANNER = scanner.address
    assert cause_of(hostile.pdf()) == cause
    scanner.end()
    assert b"%PDF-" in scanner.received


def test_a_clean_file_passes_the_scanner(settings):
    scanner = Scanner(b"stream: OK\0")
    settings.SCANNER = scanner.address
    assert check(hostile.pdf()).pages == 1
    scanner.end()


def test_a_silent_scanner_lets_nothing_pass(settings):
    settings.SCANNER = "127.0.0.1:1"
    assert cause_of(hostile.pdf()) == "no_scanner"


def results(stored: StoredFile, person, **values) -> dict[str, str]:
    return {one["check"]: one["result"] for one in examine(stored, person, today=TODAY, **values)}


def store(cast, now, content: bytes) -> StoredFile:
    return store_file(SimpleUploadedFile("paper", content), by=cast.amara, now=now)


@pytest.mark.parametrize(
    ("make", "result"),
    [
        (hostile.jpeg, "ok"),
        (hostile.blurred, "warn"),
        (lambda: hostile.saved(hostile.picture(900, 700), "JPEG"), "warn"),
        (lambda: hostile.saved(hostile.picture(300, 200), "JPEG"), "fail"),
        (lambda: hostile.saved(Image.new("RGB", (1600, 1200), "white"), "JPEG"), "warn"),
        (lambda: hostile.saved(hostile.picture().point(lambda light: light // 10), "JPEG"), "warn"),
    ],
)
def test_the_sender_hears_whether_a_photo_can_be_read(cast, now, make, result):
    assert results(store(cast, now, make()), cast.amara.person)["readable"] == result


@pytest.mark.parametrize(
    ("expires_on", "result"),
    [(date(2026, 3, 9), "fail"), (date(2026, 9, 9), "warn"), (date(2026, 9, 10), "ok"), (date(2036, 1, 31), "ok")],
)
def test_the_sender_hears_whether_a_paper_is_valid_long_enough(cast, now, expires_on, result):
    stored = store(cast, now, hostile.pdf())
    assert results(stored, cast.amara.person, expires_on=expires_on)["expiry"] == result
    assert "expiry" not in results(stored, cast.amara.person)


def test_a_name_is_compared_only_where_there_is_text(cast, now):
    stored = store(cast, now, hostile.pdf())
    assert results(stored, cast.amara.person)["name"] == "ok"
    assert results(stored, cast.bao.person)["name"] == "warn"
    assert "name" not in results(store(cast, now, hostile.jpeg()), cast.amara.person)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("José-María Carreño", "Mr JOSE MARIA CARRENO, born", True),
        ("王小明", "姓名：王小明性别男", True),
        ("欧阳明月", "兹证明欧阳明月女士", True),
        ("王小明", "姓名：王大明", False),
        ("O", "Mr O of Lagos", True),
        ("Suharto", "Sukarno", False),
    ],
)
def test_a_name_is_found_however_the_paper_writes_it(name, text, found):
    assert prints_of(name).issubset(prints_in(text)) is found


def test_of_a_papers_words_nothing_readable_is_kept(cast, now):
    stored = store(cast, now, hostile.pdf())
    assert len(stored.seen["words"]) == 4
    assert "Amara" not in str(stored.seen)
    assert "text" not in stored.seen


def test_what_was_stored_is_what_was_cleaned(cast, now):
    stored = store(cast, now, hostile.png())
    assert read_file(stored).startswith(b"\x89PNG")
    assert stored.size == len(read_file(stored))
