from django.urls import path

from kudosbay.faces.site import guide_views, place_views

urlpatterns = [
    path("set-up/", guide_views.set_ups, name="set_ups"),
    path("set-up/<str:form>/", guide_views.set_up, name="set_up"),
    path("countries-and-regions/", place_views.places, name="places"),
    path("countries-and-regions/<str:place>/", place_views.place, name="place"),
]
