"""The public pages in each language: news, guides, policies, events, how we work."""

from django.urls import include, path

from kudosbay.faces.site import duty_feed_views

app_name = "public"
urlpatterns = [
    path("", include("kudosbay.faces.site.guide_urls")),
    path("", include("kudosbay.faces.site.publication_urls")),
    path("", include("kudosbay.faces.site.gathering_urls")),
    path("", include("kudosbay.faces.site.introduction_urls")),
    path("", include("kudosbay.faces.site.guest_urls")),
    path("duties/calendar/<str:feed>.ics", duty_feed_views.feed, name="duty_feed"),
]
