from django.urls import path

from kudosbay.faces.portal import introduce_views, promise_views

urlpatterns = [
    path("services/", promise_views.services, name="services"),
    path("services/<slug:service>/", promise_views.service, name="service"),
    path("requests/who-i-am/", introduce_views.introduce, name="introduce"),
    path("requests/", promise_views.requests, name="requests"),
    path("requests/new/<slug:kind>/", promise_views.request_new, name="request_new"),
    path("requests/<str:promise>/", promise_views.request, name="request"),
    path("requests/<str:promise>/confirm/", promise_views.request_confirm, name="request_confirm"),
    path("requests/<str:promise>/reopen/", promise_views.request_reopen, name="request_reopen"),
    path("requests/<str:promise>/withdraw/", promise_views.request_withdraw, name="request_withdraw"),
    path("requests/<str:promise>/rate/", promise_views.request_rate, name="request_rate"),
    path("requests/<str:promise>/message/", promise_views.request_message, name="request_message"),
]
