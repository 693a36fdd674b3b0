from django.urls import URLPattern, path

from kudosbay.faces.desk import premises_views

urlpatterns: list[URLPattern] = [
    path("", premises_views.house, name="premises"),
    path("rooms/new/", premises_views.room_add, name="room_add"),
    path("rooms/<int:room>/", premises_views.room, name="room"),
    path("rooms/<int:room>/let/", premises_views.room_let, name="room_let"),
    path("rooms/<int:room>/end/", premises_views.room_end, name="room_end"),
    path("addresses/", premises_views.addresses, name="addresses"),
    path("addresses/reserve/", premises_views.reserve, name="address_reserve"),
    path("addresses/export/", premises_views.export, name="addresses_export"),
    path("addresses/<str:address>/", premises_views.address, name="address"),
    path("addresses/<str:address>/allot/", premises_views.allot, name="address_allot"),
    path("addresses/<str:address>/release/", premises_views.release, name="address_release"),
]
