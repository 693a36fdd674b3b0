from django.utils.translation import gettext as _

from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.errors import Refused

Subject = FilingJob | FilingBatch | Enterprise


def locked(job: FilingJob) -> FilingJob:
    """Lock a return whose batch is open; the batch first, so that closing it waits or is waited for."""
    batch = FilingBatch.objects.select_for_update().get(pk=job.batch_id)
    if batch.status != FilingBatch.Status.OPEN:
        raise Refused(_("The batch is closed. Open it again first."))
    rows = FilingJob.objects.select_for_update(of=("self",)).select_related("enterprise", "batch")
    return rows.get(pk=job.pk)


def about(job: FilingJob) -> list[Subject]:
    return [job, job.batch, job.enterprise]
