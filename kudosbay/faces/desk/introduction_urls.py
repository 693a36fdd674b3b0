from django.urls import path

from kudosbay.faces.desk import introduction_views, lead_views, notice_views

urlpatterns = [
    path("", introduction_views.introductions, name="introductions"),
    path("export/", introduction_views.export, name="introductions_export"),
    path("notices/", notice_views.notices, name="notices"),
    path("notices/export/", notice_views.export_notices, name="notices_export"),
    path("notices/new/<slug:kind>/<slug:side>/", notice_views.new_notice, name="notice_new"),
    path("notices/<str:notice>/", notice_views.notice, name="notice"),
    path("notices/<str:notice>/change/", notice_views.change_notice, name="notice_change"),
    path("notices/<str:notice>/publish/", notice_views.publish, name="notice_publish"),
    path("notices/<str:notice>/send-back/", notice_views.send_back, name="notice_send_back"),
    path("notices/<str:notice>/close/", notice_views.close, name="notice_close"),
    path("notices/<str:notice>/propose/", notice_views.propose, name="notice_propose"),
    path("leads/new/", lead_views.lead_scan, name="lead_scan"),
    path("<str:introduction>/", introduction_views.introduction, name="introduction"),
    path("<str:introduction>/agree/", introduction_views.agree, name="introduction_agree"),
    path("<str:introduction>/decline/", introduction_views.decline, name="introduction_decline"),
    path("<str:introduction>/withdraw/", introduction_views.withdraw, name="introduction_withdraw"),
    path("<str:introduction>/pass-on/", introduction_views.pass_on, name="introduction_pass_on"),
    path("<str:introduction>/resume/", introduction_views.resume, name="introduction_resume"),
    path("<str:introduction>/follow-up/", introduction_views.follow_up, name="introduction_follow_up"),
    path("<str:introduction>/meeting/", introduction_views.meeting, name="introduction_meeting"),
    path("<str:introduction>/receipt/", introduction_views.receipt, name="introduction_receipt"),
    path("<str:introduction>/outcome/", introduction_views.outcome, name="introduction_outcome"),
    path("<str:introduction>/case/", lead_views.lead_case, name="lead_case"),
]
