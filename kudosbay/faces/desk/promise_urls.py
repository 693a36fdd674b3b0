from django.urls import path

from kudosbay.faces.desk import group_views, promise_act_views, promise_views, zone_views

urlpatterns = [
    path("", promise_views.promises, name="promises"),
    path("export/", promise_views.promises_export, name="promises_export"),
    path("many/", group_views.many, name="promises_many"),
    path("suggestions/", group_views.suggestions, name="suggestions"),
    path("grievances/", group_views.grievances, name="grievances"),
    path("zone/", zone_views.zone, name="zone"),
    path("zone/new/", zone_views.quota_new, name="zone_quota_new"),
    path("zone/<int:quota>/", zone_views.zone_quota, name="zone_quota"),
    path("zone/<int:quota>/change/", zone_views.quota_change, name="zone_quota_change"),
    path("zone/<int:quota>/nominate/", zone_views.quota_nominate, name="zone_quota_nominate"),
    path("zone/<int:quota>/send/", zone_views.quota_send, name="zone_quota_send"),
    path("zone/<int:quota>/<int:place>/up/", zone_views.nomination_up, name="nomination_up"),
    path("zone/<int:quota>/<int:place>/answer/", zone_views.nomination_answer, name="nomination_answer"),
    path("new/<slug:kind>/", promise_views.promise_new, name="promise_new"),
    path("<str:promise>/", promise_views.promise, name="promise"),
    path("<str:promise>/accept/", promise_act_views.accept, name="promise_accept"),
    path("<str:promise>/pass-on/", promise_act_views.pass_on, name="promise_pass_on"),
    path("<str:promise>/take-back/", promise_act_views.take_back, name="promise_take_back"),
    path("<str:promise>/reply/", promise_act_views.reply, name="promise_reply"),
    path("<str:promise>/hand-over/", promise_act_views.hand_over, name="promise_hand_over"),
    path("<str:promise>/steps/", promise_act_views.step, name="promise_step"),
    path("<str:promise>/steps/<int:place>/done/", promise_act_views.step_done, name="promise_step_done"),
    path("<str:promise>/message/", promise_act_views.message, name="promise_message"),
    path("<str:promise>/translate/", promise_act_views.translate, name="promise_translate"),
    path("<str:promise>/confirmed/", promise_act_views.confirmed, name="promise_confirmed"),
    path("<str:promise>/paper/", promise_views.promise_file, name="promise_file"),
]
