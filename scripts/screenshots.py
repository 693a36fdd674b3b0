"""Take the pictures of docs/images/ anew: `python -m scripts.screenshots [ADDRESS]`.

Without an address a small demonstration of its own is started; one that runs already gains a case.
"""

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.adviser import Adviser
from tests.journeys.founder import Founder
from tests.journeys.product import running

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
COLOURS = 128  # enough for flat screens, and a third of the bytes
LARGEST = 250_000
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 820}
FONT = ROOT / "kudosbay" / "documents" / "typst" / "fonts" / "NotoSans_400Regular.ttf"
PAGE, SHADE, INK = (236, 240, 238), (205, 213, 212), (44, 58, 66)
WORDS = [
    ((120, 90), "PASSPORT    SPECIMEN, NOT A DOCUMENT", 64),
    ((640, 260), "Family name", 36),
    ((640, 310), "NWOSU", 60),
    ((640, 430), "Given names", 36),
    ((640, 480), "AMARA", 60),
    ((640, 600), "Number", 36),
    ((640, 650), "X00000000", 60),
    ((120, 930), "P<XXXNWOSU<<AMARA<<<<<<<<<<<<<<<<<<<<<<<<<<<", 56),
    ((120, 1020), "X000000000XXX0000000F0000000<<<<<<<<<<<<<<00", 56),
]
LOOKS = {"plan": "plan-en", "desk-paper": "desk-paper-zh"}


@dataclass(frozen=True, slots=True)
class Cast:
    founder: Founder
    adviser: Adviser
    manager: Adviser


def take(page: Page, name: str) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = IMAGES / f"{name}.png"
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{size:>8,} bytes  {path.relative_to(ROOT)}")
    assert size <= LARGEST, f"{name} is too large"


def look(page: Page, what: str) -> None:
    """Keep what the journeys pass by and the guides show."""
    if what in LOOKS:
        take(page, LOOKS[what])


def opened(browser: Browser, viewport: dict[str, int], *, scale: int = 1) -> Page:
    mobile = viewport is PHONE
    context = browser.new_context(
        viewport={"width": viewport["width"], "height": viewport["height"]},
        device_scale_factor=scale,
        has_touch=mobile,
        is_mobile=mobile,
    )
    page = context.new_page()
    page.set_default_timeout(90_000)
    return page


def scanned(folder: Path) -> Path:
    """Return the picture of a passport's page that nobody could take for a real one."""
    picture = Image.new("RGB", (1700, 1200), PAGE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((120, 250, 560, 800), fill=SHADE, outline=INK, width=4)
    for at, words, size in WORDS:
        pen.text(at, words, fill=INK, font=ImageFont.truetype(FONT, size))
    path = folder / "passport.jpg"
    picture.save(path, quality=88)
    return path


def desk_pictures(cast: Cast) -> None:
    desk = cast.manager
    desk.page.goto(f"{desk.base}/desk/overview/?lang=zh-Hans")
    take(desk.page, "overview-zh")
    desk.page.goto(f"{desk.base}/desk/overview/?as_of=2019-02-18&lang=en")
    take(desk.page, "overview")
    desk.page.goto(f"{desk.base}/desk/overview/enterprises/?as_of=2019-02-18&lang=en")
    take(desk.page, "figure-rows")
    cast.adviser.page.goto(f"{desk.base}/desk/?lang=zh-Hans")
    take(cast.adviser.page, "my-day-zh")


def case_pictures(cast: Cast, scan: Path) -> None:
    founder, adviser = cast.founder, cast.adviser
    founder.find_the_way()
    founder.begin(f"amara.{int(time.time())}@example.org", "Amara Nwosu")
    founder.ask_for_the_agreement()
    adviser.offer_agreement(founder.case)
    founder.sign_the_agreement(scan)
    adviser.confirm_signature(founder.case)
    for paper in founder.papers_to_bring():
        founder.bring(paper, scan)
    adviser.send_back(adviser.papers_to_check(founder.case)[0])
    adviser.open(founder.case)
    take(adviser.page, "case-zh")
    sent_back_pictures(founder)


def sent_back_pictures(founder: Founder) -> None:
    for lang in ("en", "ar"):
        founder.lang = lang
        founder.go(f"case/{founder.case}/")
        take(founder.page, f"case-home-{lang}")
    founder.lang = "en"
    for paper in founder.papers_to_bring():
        founder.page.goto(paper)
        if founder.page.locator(".tag-bad").count():
            take(founder.page, "paper-sent-back")
            return


@contextmanager
def address(given: str) -> Iterator[str]:
    if given:
        yield given.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as product:
        yield product.address


def cast_of(browser: Browser, base: str) -> Cast:
    return Cast(
        Founder(opened(browser, PHONE, scale=2), base=base, lang="en", look=look),
        Adviser(opened(browser, DESK), base=base, look=look),
        Adviser(opened(browser, DESK), base=base, look=look, role="manager"),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="", help="of a demonstration that runs")
    parser.add_argument("--desk-only", action="store_true", help="only overview, figure and the adviser's day")
    options = parser.parse_args()
    IMAGES.mkdir(exist_ok=True)
    with address(options.address) as base, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cast = cast_of(browser, base)
        cast.adviser.sign_in()
        cast.manager.sign_in()
        desk_pictures(cast)
        if not options.desk_only:
            case_pictures(cast, scanned(Path(folder)))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
