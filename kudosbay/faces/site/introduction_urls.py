from django.urls import path

from kudosbay.faces.site import trade_views

urlpatterns = [
    path("trade/", trade_views.trade, name="trade"),
    path("talents/", trade_views.talents, name="talents"),
    path("trade/enterprises/", trade_views.enterprises, name="trade_enterprises"),
    path("trade/<str:notice>/", trade_views.notice, name="trade_notice"),
]
