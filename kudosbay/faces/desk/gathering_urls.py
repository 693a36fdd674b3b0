from django.urls import path

from kudosbay.faces.desk import (
    door_views,
    follow_views,
    gathering_acts_views,
    gathering_views,
    minutes_views,
    pack_views,
)

urlpatterns = [
    path("", gathering_views.gatherings, name="gatherings"),
    path("export/", gathering_views.export, name="gatherings_export"),
    path("series/new/", gathering_views.series, name="series_new"),
    path("new/<slug:kind>/", gathering_views.new, name="gathering_new"),
    path("<str:gathering>/", gathering_views.gathering, name="gathering"),
    path("<str:gathering>/change/", gathering_views.change, name="gathering_change"),
    path("<str:gathering>/move/", gathering_acts_views.move, name="gathering_move"),
    path("<str:gathering>/cancel/", gathering_acts_views.cancel, name="gathering_cancel"),
    path("<str:gathering>/guests/new/", gathering_acts_views.sign_up, name="gathering_sign_up"),
    path("<str:gathering>/guests/export/", gathering_acts_views.export, name="gathering_export"),
    path("<str:gathering>/guests/paper/", door_views.paper_list, name="gathering_paper_list"),
    path("<str:gathering>/guests/<int:booking>/", gathering_acts_views.decide, name="booking_decide"),
    path("<str:gathering>/door/", door_views.door, name="gathering_door"),
    path("<str:gathering>/door/told/", door_views.replay, name="gathering_door_told"),
    path("<str:gathering>/door/new/", door_views.walk_in, name="gathering_walk_in"),
    path("<str:gathering>/minutes/", minutes_views.minutes, name="gathering_minutes"),
    path("<str:gathering>/figures/", minutes_views.freeze, name="gathering_freeze"),
    path("<str:gathering>/publications/", follow_views.spread, name="gathering_spread"),
    path("<str:gathering>/words/<int:statement>/", follow_views.follow, name="gathering_follow"),
    path("<str:visit>/packs/new/", pack_views.new, name="visit_pack_new"),
    path("<str:visit>/packs/<str:pack>/", pack_views.pack, name="visit_pack"),
    path("<str:visit>/packs/<str:pack>/<slug:form>/", pack_views.file, name="visit_pack_file"),
    path("<str:visit>/links/", pack_views.link, name="visit_link"),
    path("<str:visit>/links/<int:visitor_link>/end/", pack_views.end_link, name="visit_link_end"),
    path("<str:gathering>/papers/", minutes_views.material, name="gathering_paper"),
]
