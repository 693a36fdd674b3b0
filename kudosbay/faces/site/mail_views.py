from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kudosbay.messaging import queries
from kudosbay.messaging.channels import mail_is_kept


def demo_mail(request: HttpRequest) -> HttpResponse:
    """Show what would have left; where mail really leaves, there is no such page."""
    if not mail_is_kept():
        raise Http404
    return render(request, "site/demo_mail.html", {"mails": queries.kept(request.user)})
