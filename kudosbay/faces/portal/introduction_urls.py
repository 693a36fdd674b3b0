from django.urls import path

from kudosbay.faces.portal import introduction_views as views
from kudosbay.faces.portal import member_views

urlpatterns = [
    path("introductions/", views.introductions, name="introductions"),
    path("introductions/new/<slug:kind>/<slug:side>/", views.new_notice, name="notice_new"),
    path("introductions/notices/<str:notice>/", views.notice, name="notice"),
    path("introductions/notices/<str:notice>/change/", views.change_notice, name="notice_change"),
    path("introductions/notices/<str:notice>/close/", views.close_notice, name="notice_close"),
    path("introductions/answer/<str:target>/", views.answer, name="notice_answer"),
    path("introductions/members/", member_views.members, name="members"),
    path("introductions/members/join/", member_views.join, name="members_join"),
    path("introductions/members/leave/", member_views.leave, name="members_leave"),
    path("introductions/members/<str:member>/ask/", member_views.ask, name="member_ask"),
    path("introductions/<str:introduction>/", views.introduction, name="introduction"),
    path("introductions/<str:introduction>/say/", views.say, name="introduction_say"),
    path("introductions/<str:introduction>/follow-up/", views.follow_up, name="introduction_follow_up"),
]
