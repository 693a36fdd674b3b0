"""The public pages in each language: news, guides, policies, events, how we work."""

from django.urls import include, path

app_name = "public"
urlpatterns = [
    path("", include("kudosbay.faces.site.guide_urls")),
    path("", include("kudosbay.faces.site.publication_urls")),
    path("", include("kudosbay.faces.site.gathering_urls")),
    path("", include("kudosbay.faces.site.introduction_urls")),
    path("", include("kudosbay.faces.site.guest_urls")),
]
