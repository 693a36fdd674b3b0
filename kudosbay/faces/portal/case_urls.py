from django.urls import path

from kudosbay.faces.portal import case_views

urlpatterns = [
    path("cases/", case_views.cases, name="cases"),
    path("case/<str:reference>/", case_views.case, name="case"),
    path("case/<str:reference>/history/", case_views.case_history, name="case_history"),
    path("case/<str:reference>/plan/", case_views.case_plan, name="case_plan"),
    path("case/<str:reference>/step/<int:step_id>/done/", case_views.step_done, name="step_done"),
]
