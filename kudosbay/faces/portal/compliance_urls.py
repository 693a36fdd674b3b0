from django.urls import URLPattern, path

from kudosbay.faces.portal import compliance_views

urlpatterns: list[URLPattern] = [
    path("companies/", compliance_views.companies, name="companies"),
    path("company/<str:company>/duties/", compliance_views.duties, name="company_duties"),
    path("company/<str:company>/duties/calendar/", compliance_views.calendar, name="company_calendar"),
    path("company/<str:company>/duties/<int:filed>/", compliance_views.filed, name="return"),
    path("company/<str:company>/duties/<int:filed>/paper/", compliance_views.figures, name="return_figures"),
]
