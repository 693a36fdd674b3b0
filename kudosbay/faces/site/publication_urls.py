"""Of each kind its shelf, one article, and one edition of it; `kind` is the path that the kind says."""

from django.urls import URLPattern, path

from kudosbay.faces.site import how_we_work, reply_views
from kudosbay.faces.site import publication_views as views

urlpatterns: list[URLPattern] = [
    path("feeds/<slug:kind>.atom", views.feed, name="feed"),
    path("news/<slug:slug>/reply/", reply_views.reply, name="reply"),
    path("news/<slug:slug>/reply/sent/", reply_views.reply_sent, name="reply_sent"),
    path("how-we-work/", how_we_work.how_we_work, name="how_we_work"),
    path("<kind:kind>/", views.shelf, name="shelf"),
    path("<kind:kind>/<slug:slug>/", views.article, name="article"),
    path("<kind:kind>/<slug:slug>/<int:number>/", views.article, name="edition"),
]
