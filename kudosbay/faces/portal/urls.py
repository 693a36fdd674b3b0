from django.urls import include, path

from kudosbay.faces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("", include("kudosbay.faces.portal.way_urls")),
    path("", include("kudosbay.faces.portal.case_urls")),
    path("", include("kudosbay.faces.portal.sign_in_urls")),
    path("", include("kudosbay.faces.portal.promise_urls")),
    path("", include("kudosbay.faces.portal.publication_urls")),
    path("", include("kudosbay.faces.portal.gathering_urls")),
    path("", include("kudosbay.faces.portal.introduction_urls")),
    path("", include("kudosbay.faces.portal.premises_urls")),
    path("", include("kudosbay.faces.portal.compliance_urls")),
]
