from django.urls import path

from kudosbay.faces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
]
