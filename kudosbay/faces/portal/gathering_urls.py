from django.urls import path

from kudosbay.faces.portal import event_views, ticket_views

urlpatterns = [
    path("events/<str:event>/sign-up/", event_views.book, name="event_book"),
    path("tickets/", ticket_views.tickets, name="tickets"),
    path("tickets/calendar/", ticket_views.calendar, name="ticket_calendar"),
    path("tickets/<str:ticket>/", ticket_views.ticket, name="ticket"),
    path("tickets/<str:ticket>/code.png", ticket_views.code, name="ticket_code"),
    path("tickets/<str:ticket>/cancel/", ticket_views.cancel, name="ticket_cancel"),
    path("tickets/<str:ticket>/accept/", ticket_views.accept, name="ticket_accept"),
    path("tickets/<str:ticket>/feedback/", ticket_views.feedback, name="ticket_feedback"),
    path("tickets/<str:ticket>/certificate/", ticket_views.certificate, name="ticket_certificate"),
    path("tickets/<str:ticket>/papers/<str:material>/", ticket_views.material, name="ticket_paper"),
]
