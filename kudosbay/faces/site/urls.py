from django.urls import path

from kudosbay.faces.site import views
from kudosbay.faces.styleguide import styleguide

app_name = "site"
urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.health, name="health"),
    path("styleguide", styleguide, name="styleguide"),
    path("theme", views.theme, name="theme"),
]
