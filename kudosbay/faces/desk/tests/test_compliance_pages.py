"""The desk's pages of duties: a batch from its preview to its end, authority with what runs out, who sees what."""

from datetime import date
from typing import Any

from conftest import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from kudosbay.compliance.models import Engagement, FilingBatch, FilingJob, Mandate, RealName, TaxProfile
from kudosbay.compliance.plans import offered
from kudosbay.compliance.tests.making import firm, opened, partner, prepared, served
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.models import TrailEntry

HERE = "/desk/compliance/"
FAR = "2999-01-01"


def test_a_batch_is_opened_after_its_preview_and_once(cast: Cast, get: Any, post: Any) -> None:
    by, one, other = partner(), served(cast), firm(cast, 2)
    Mandate.objects.update(valid_to=date(2999, 1, 1))
    what = next(found.key for found in offered(localdate()) if found.rule.id == "VAT-M")
    shown = get(by, f"{HERE}new/", {"what": what}).content.decode()
    assert one.name_zh in shown
    assert other.name_zh in shown
    answer = post(by, f"{HERE}new/", {"what": what, "form_key": "k"})
    again = post(by, f"{HERE}new/", {"what": what, "form_key": "k"})
    assert (answer.status_code, FilingBatch.objects.count(), FilingJob.objects.count()) == (302, 1, 1)
    assert again.status_code in {302, 422}
    assert post(by, f"{HERE}new/", {"what": "VAT-M/1999-01"}).status_code == 422
    assert one.name_zh in get(by, answer.url).content.decode()
    assert post(by, f"{answer.url}close/").status_code in {302, 409}
    assert FilingBatch.objects.get().status == "open"


def test_a_return_is_worked_on_page_by_page(cast: Cast, get: Any, post: Any) -> None:
    batch = opened(cast)
    job, by, lu = batch.jobs.get(), partner(), partner("Lu")
    here = f"{HERE}{batch.reference}/{job.pk}/"
    sums = {"version": "1", "base": "1000", "tax": "60", "source": "Sales list"}
    assert post(lu, f"{here}prepare/", sums | {"tax": "-1"}).status_code == 422
    assert post(lu, f"{here}prepare/", sums).status_code == 302
    assert post(lu, f"{here}act/review/").status_code == 409  # four eyes
    assert post(by, f"{here}act/review/").status_code == 302
    assert post(by, f"{here}act/burn/").status_code == 404
    assert "standing authority" in get(by, here, {"lang": "en"}).content.decode()
    assert get(by, f"{here}nothing/").status_code == 404
    version = {"version": str(FilingJob.objects.get().version)}
    assert post(by, f"{here}paper/", version | {"name": "Amara Nwosu"}).status_code == 302
    job.refresh_from_db()
    assert (job.status, job.channel) == ("confirmed", "paper")
    assert post(cast.wei, f"{here}act/submit/").status_code == 404
    assert get(by, f"{here}figures/").status_code == 404  # none was handed in


def test_the_paper_of_the_figures_is_kept_and_handed_out(cast: Cast, get: Any, post: Any) -> None:
    job = opened(cast).jobs.get()
    here = f"{HERE}{job.batch.reference}/{job.pk}/"
    sums: dict[str, Any] = {"version": "1", "base": "1000", "tax": "60", "source": "Sales list"}
    wrong = SimpleUploadedFile("a.exe", b"MZ")
    assert post(partner(), f"{here}prepare/", sums | {"file": wrong}).status_code == 422
    assert FilingJob.objects.get().status == "open"
    assert get(cast.bao, f"{here}figures/").status_code == 404


def test_many_returns_move_after_a_preview(cast: Cast, get: Any, post: Any) -> None:
    batch = opened(cast, firms=3, powers=("file", "confirm"))
    by, jobs = partner(), list(batch.jobs.order_by("pk"))
    for job in jobs[:2]:
        prepared(job)
    here = f"{HERE}{batch.reference}/"
    preview = post(by, f"{here}act/", {"act": "review", "return": [str(job.pk) for job in jobs]})
    assert preview.status_code == 200
    assert not FilingJob.objects.filter(status="reviewed").exists()
    told = ",".join(str(job.pk) for job in jobs)
    for _again in range(2):
        assert post(by, f"{here}apply/", {"act": "review", "returns": told}).status_code == 302
    assert FilingJob.objects.filter(status="reviewed").count() == 2
    assert post(by, f"{here}act/", {"act": "confirm", "all": "1", "status": "reviewed"}).status_code == 200
    assert post(by, f"{here}act/", {"act": "confirm"}).status_code == 302  # nothing was chosen
    assert "To confirm" in get(by, here, {"status": "reviewed", "lang": "en"}).content.decode()


def test_authority_is_recorded_shown_and_ended(cast: Cast, get: Any, post: Any) -> None:
    one, by = firm(cast), partner()
    here = f"{HERE}firms/{one.reference}/"
    paper = {"partner": "Chengxin", "number": "S-1", "duties": ["VAT-M"], "starts_on": "2026-01-01", "evidence": "A"}
    assert post(by, f"{here}engagement/", paper | {"evidence": ""}).status_code == 422
    assert post(by, f"{here}engagement/", paper).status_code == 302
    power = {"grantor": "Amara", "holder": "Chengxin", "powers": ["file"], "valid_from": "2026-01-01", "valid_to": FAR}
    assert post(by, f"{here}mandate/", power | {"evidence": "Sealed, file 3"}).status_code == 302
    named = {"role": "tax_handler", "name": "Sun", "checked_on": "2026-01-05"}
    assert post(by, f"{here}identity/", named).status_code == 302
    told = {"vat": "general", "customs_registered": "no", "since": "2026-01-01", "evidence": "Form"}
    assert post(by, f"{here}profile/", told).status_code == 302
    assert TaxProfile.objects.get().customs_registered is False
    shown = get(by, here).content.decode()
    for words in ("Chengxin", "Sun", "Sealed, file 3"):
        assert words in shown
    assert "Chengxin" in get(by, f"{HERE}authority/", {"state": "live"}).content.decode()
    end = {"version": "1", "on": str(localdate()), "because": "Another"}
    for address in (
        f"engagements/{Engagement.objects.get().pk}/end/",
        f"mandates/{Mandate.objects.get().pk}/revoke/",
        f"identities/{RealName.objects.get().pk}/end/",
    ):
        assert get(by, f"{HERE}{address}").status_code == 200
        assert post(by, f"{HERE}{address}", end).status_code == 302
        assert post(by, f"{HERE}{address}", end).status_code in {409, 422}  # from an older page


def test_an_adviser_sees_her_firms_and_exports_them(cast: Cast, get: Any, post: Any) -> None:
    batch = opened(cast, firms=2)
    mine, other = Enterprise.objects.order_by("pk")
    Enterprise.objects.filter(pk=mine.pk).update(adviser=cast.wei)
    Enterprise.objects.filter(pk=other.pk).update(adviser=None)
    shown = get(cast.wei, f"{HERE}{batch.reference}/").content.decode()
    assert mine.name_zh in shown
    assert other.name_zh not in shown
    assert get(cast.wei, f"{HERE}firms/{other.reference}/").status_code == 404
    assert get(cast.zoe, f"{HERE}{batch.reference}/").status_code == 404
    assert batch.reference not in get(cast.zoe, HERE).content.decode()
    table = b"".join(post(cast.wei, f"{HERE}export/", {"as": "csv"}).streaming_content).decode()
    assert batch.reference in table
    assert TrailEntry.objects.filter(verb="filings.exported", actor_id=cast.wei.pk).count() == 1


def test_deadlines_say_how_each_day_was_found(cast: Cast, get: Any) -> None:
    shown = get(partner(), f"{HERE}deadlines/", {"year": "2026", "lang": "en"}).content.decode()
    assert "published by the tax administration" in shown
    assert "26 Oct 2026" in shown
    assert (
        "no published day was found"
        in get(cast.mei, f"{HERE}deadlines/", {"year": "2018", "lang": "en"}).content.decode()
    )
    assert get(cast.mei, f"{HERE}deadlines/", {"year": "x"}).status_code == 200
