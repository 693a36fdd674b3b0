from django.urls import path

from kudosbay.faces.desk import campaign_views

urlpatterns = [
    path("", campaign_views.campaigns, name="campaigns"),
    path("export/", campaign_views.export, name="campaigns_export"),
    path("new/", campaign_views.draft, name="campaign_draft"),
    path("<str:campaign>/", campaign_views.campaign, name="campaign"),
    path("<str:campaign>/change/", campaign_views.change, name="campaign_change"),
    path("<str:campaign>/test/", campaign_views.test, name="campaign_test"),
    path("<str:campaign>/approve/", campaign_views.approve, name="campaign_approve"),
    path("<str:campaign>/pause/", campaign_views.pause, name="campaign_pause"),
    path("<str:campaign>/resume/", campaign_views.resume, name="campaign_resume"),
    path("<str:campaign>/stop/", campaign_views.stop, name="campaign_stop"),
]
