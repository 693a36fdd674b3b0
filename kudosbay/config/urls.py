from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "kudosbay.faces.errors.bad_request"
handler403 = "kudosbay.faces.errors.forbidden"
handler404 = "kudosbay.faces.errors.not_found"
handler500 = "kudosbay.faces.errors.server_error"

urlpatterns = [
    path("", include("kudosbay.faces.site.urls")),
    path("api/v1/", include("kudosbay.faces.api.urls")),
    path("desk/", include("kudosbay.faces.desk.urls")),
    *i18n_patterns(
        path("", include("kudosbay.faces.portal.urls")),
        path("", include("kudosbay.faces.site.public_urls")),
    ),
]
