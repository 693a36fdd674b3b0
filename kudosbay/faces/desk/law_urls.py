from django.urls import path

from kudosbay.faces.desk import law_views, proposal_views

urlpatterns = [
    path("", law_views.law, name="law"),
    path("new/", law_views.load, name="law_load"),
    path("values/", law_views.values, name="law_values"),
    path("values/export/", law_views.values_export, name="law_values_export"),
    path("proposals/", proposal_views.proposals, name="proposals"),
    path("proposals/accept/", proposal_views.accept_many, name="proposals_accept"),
    path("proposals/<int:proposal>/", proposal_views.proposal, name="proposal"),
    path("proposals/<int:proposal>/accept/", proposal_views.accept, name="proposal_accept"),
    path("proposals/<int:proposal>/decline/", proposal_views.decline, name="proposal_decline"),
    path("proposals/<int:proposal>/renew/", proposal_views.renew, name="proposal_renew"),
    path("<str:pack>/", law_views.pack, name="law_pack"),
    path("<str:pack>/affected/", law_views.affected, name="law_affected"),
    path("<str:pack>/approve/", law_views.approve, name="law_approve"),
    path("<str:pack>/withdraw/", law_views.withdraw, name="law_withdraw"),
    path("<str:pack>/message/", law_views.message, name="law_message"),
]
