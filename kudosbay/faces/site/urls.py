from django.urls import path

from kudosbay.faces.site import leave_views, mail_views, verify_views, views
from kudosbay.faces.styleguide import styleguide

app_name = "site"
urlpatterns = [
    path("", views.root, name="root"),
    path("demo/mail", mail_views.demo_mail, name="demo_mail"),
    path("go/<path:rest>", views.go, name="go"),
    path("healthz", views.health, name="health"),
    path("leave/<str:token>", leave_views.leave, name="leave"),
    path("styleguide", styleguide, name="styleguide"),
    path("theme", views.theme, name="theme"),
    path("verify/<slug:key>", verify_views.verify, name="verify"),
]
