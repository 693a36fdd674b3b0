from django.urls import path

from kudosbay.faces.site import views

app_name = "site"
urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.health, name="health"),
    path("theme", views.theme, name="theme"),
]
