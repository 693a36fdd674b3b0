from django.urls import path

from kudosbay.faces.site import calendar_views, event_views, visit_views

urlpatterns = [
    path("events/", event_views.events, name="events"),
    path("events/calendar/<str:feed>.ics", calendar_views.feed, name="event_feed"),
    path("events/<str:event>/", event_views.event, name="event"),
    path("events/<str:event>/event.ics", calendar_views.one, name="event_ics"),
    path("events/<str:event>/papers/<str:material>/", event_views.material, name="event_paper"),
    path("visits/<str:link>/", visit_views.visit, name="visit"),
    path("visits/<str:link>/slides/", visit_views.slides, name="visit_slides"),
    path("visits/<str:link>/figures.json", visit_views.figures, name="visit_figures"),
]
