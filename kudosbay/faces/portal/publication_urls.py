from django.urls import URLPattern, path

from kudosbay.faces.portal import reply_views

urlpatterns: list[URLPattern] = [
    path("replies/<str:reply_key>/", reply_views.reply, name="reply"),
    path("replies/<str:reply_key>/confirm/", reply_views.confirm, name="reply_confirm"),
]
