from django.urls import URLPattern, path

from kudosbay.faces.site import how_we_work, reply_views
from kudosbay.faces.site import publication_views as views


def _kind(kind: str, prefix: str, *names: str) -> list[URLPattern]:
    """The shelf of a kind, one article, and one edition of it."""
    shelf, article, edition = names
    told = {"kind": kind}
    return [
        path(f"{prefix}/", views.shelf, told, name=shelf),
        path(f"{prefix}/<slug:slug>/", views.article, told, name=article),
        path(f"{prefix}/<slug:slug>/<int:number>/", views.article, told, name=edition),
    ]


urlpatterns: list[URLPattern] = [
    path("feeds/<slug:kind>.atom", views.feed, name="feed"),
    *_kind("policy", "policies", "policies", "policy", "policy_edition"),
    *_kind("research", "research", "research", "dossier", "dossier_edition"),
    *_kind("answer", "answers", "answers", "answer", "answer_edition"),
    *_kind("news", "news", "news", "article", "article_edition"),
    *_kind("guide", "guides", "guides", "guide", "guide_edition"),
    path("news/<slug:slug>/reply/", reply_views.reply, name="reply"),
    path("news/<slug:slug>/reply/sent/", reply_views.reply_sent, name="reply_sent"),
    path("how-we-work/", how_we_work.how_we_work, name="how_we_work"),
    path("pages/<slug:slug>/", views.article, {"kind": "page"}, name="page"),
    path("pages/<slug:slug>/<int:number>/", views.article, {"kind": "page"}, name="page_edition"),
]
