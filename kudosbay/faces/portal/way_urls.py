from django.urls import path

from kudosbay.faces.portal import plan_views, start_views, way_views

urlpatterns = [
    path("find-your-way/", way_views.way, name="way"),
    path("find-your-way/with/", way_views.way_with, name="way_with"),
    path("find-your-way/again/", way_views.way_anew, name="way_anew"),
    path("find-your-way/answers/", way_views.way_answers, name="way_answers"),
    path("find-your-way/plan/", way_views.way_save, name="way_save"),
    path("find-your-way/q/<str:name>/", way_views.way_question, name="way_question"),
    path("plan/", plan_views.plan_open, name="plan_open"),
    path("plan/<str:code>/", plan_views.plan, name="plan"),
    path("plan/<str:code>/change/", plan_views.plan_change, name="plan_change"),
    path("plan/<str:code>/compare/", plan_views.plan_compare, name="plan_compare"),
    path("plan/<str:code>/paper/", plan_views.plan_pdf, name="plan_pdf"),
    path("plan/<str:code>/begin/", start_views.begin, name="begin"),
]
