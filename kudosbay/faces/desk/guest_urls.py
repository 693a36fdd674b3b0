from django.urls import URLPattern, path

from kudosbay.faces.desk import growth_views, guest_views, milestone_views, theme_views

urlpatterns: list[URLPattern] = [
    path("guests/", guest_views.guests, name="guests"),
    path("guests/export/", guest_views.export, name="guests_export"),
    path("talents/", guest_views.talents, name="talents"),
    path("people/<str:person>/guest/", guest_views.profile, name="guest_profile"),
    path("people/<str:person>/credit/", guest_views.credit, name="person_credit"),
    path("people/<str:person>/themes/", theme_views.person_themes, name="person_themes"),
    path("moved-in/", growth_views.moved_in, name="moved_in"),
    path("enterprises/<str:company>/where-from/", growth_views.where_from, name="enterprise_where_from"),
    path("enterprises/<str:company>/stages/", growth_views.stage, name="enterprise_stage"),
    path("enterprises/<str:company>/stages/<int:stage>/back/", growth_views.stage_back, name="enterprise_stage_back"),
    path("enterprises/<str:company>/themes/", theme_views.enterprise_themes, name="enterprise_themes"),
    path("milestones/", milestone_views.milestones, name="milestones"),
    path("milestones/new/", milestone_views.add, name="milestone_add"),
    path("milestones/export/", milestone_views.export, name="milestones_export"),
    path("milestones/<int:milestone>/", milestone_views.milestone, name="milestone"),
    path("milestones/<int:milestone>/change/", milestone_views.amend, name="milestone_amend"),
    path("milestones/<int:milestone>/terms/", milestone_views.term, name="milestone_term"),
    path("milestones/<int:milestone>/assessments/", milestone_views.assessment, name="milestone_assessment"),
    path("milestones/<int:milestone>/themes/", theme_views.milestone_themes, name="milestone_themes"),
]
