"""A file in pieces, over a line that breaks: begun, sent piece by piece, asked how far it came. See static/upload.js."""

import re
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.documents.commands import LARGEST_PIECE, WrongPlace, begin_upload, receive_piece
from kudosbay.documents.models import Upload
from kudosbay.faces.requests import user_of
from kudosbay.kernel.errors import Refused

RANGE: Final = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})")
NOT_TAKEN: Final = 422


class AnnounceForm(forms.Form):
    name = forms.CharField(max_length=500)
    size = forms.IntegerField(min_value=0)


@require_POST
def upload_begin(request: HttpRequest) -> HttpResponse:
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        return _refused(_("The file did not arrive whole. Send it again."))
    try:
        upload = begin_upload(**form.cleaned_data, by=user_of(request), now=timezone.now())
    except Refused as refusal:
        return _refused(str(refusal))
    return JsonResponse(_told(upload), status=201)


def upload_state(request: HttpRequest, key: str) -> HttpResponse:
    return JsonResponse(_told(_upload(request, key)))


def upload_piece(request: HttpRequest, key: str) -> HttpResponse:
    """Answer how many bytes are here: the sender goes on from there, whatever it believed before."""
    upload, place = _upload(request, key), RANGE.fullmatch(request.headers.get("Content-Range", ""))
    if place is None or int(request.headers.get("Content-Length") or 0) > LARGEST_PIECE:
        return _refused(_("The file did not arrive whole. Send it again."))
    try:
        upload = receive_piece(upload, start=int(place[1]), data=request.body, by=user_of(request), now=timezone.now())
    except WrongPlace as wrong:
        return JsonResponse({"received": wrong.expected}, status=409)
    except Refused as refusal:
        return _refused(str(refusal))
    return JsonResponse(_told(upload))


def _upload(request: HttpRequest, key: str) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(user_of(request)), key=key)


def _told(upload: Upload) -> dict[str, object]:
    address = reverse("portal:upload_piece", args=[upload.key])
    return {"id": upload.key, "received": upload.received, "size": upload.size, "address": address}


def _refused(words: str) -> JsonResponse:
    return JsonResponse({"message": words}, status=NOT_TAKEN)
