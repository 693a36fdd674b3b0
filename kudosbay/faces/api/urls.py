from django.urls import path

from kudosbay.faces.api import views

app_name = "api"
urlpatterns = [
    path("openapi.json", views.described, name="described"),
    path("figures", views.figures, name="figures"),
    path("figures/<slug:key>", views.figure, name="figure"),
]
