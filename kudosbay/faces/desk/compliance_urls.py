from django.urls import URLPattern, path

from kudosbay.faces.desk import authority_views, compliance_views, return_views

urlpatterns: list[URLPattern] = [
    path("", compliance_views.batches, name="compliance"),
    path("export/", compliance_views.export, name="filings_export"),
    path("new/", compliance_views.batch_open, name="batch_open"),
    path("deadlines/", authority_views.deadlines, name="deadlines"),
    path("authority/", authority_views.authority, name="authority"),
    path("firms/<str:company>/", authority_views.firm_duties, name="firm_duties"),
    path("firms/<str:company>/engagement/", authority_views.engagement_add, name="engagement_add"),
    path("firms/<str:company>/mandate/", authority_views.mandate_add, name="mandate_add"),
    path("firms/<str:company>/identity/", authority_views.real_name_add, name="real_name_add"),
    path("firms/<str:company>/profile/", authority_views.profile, name="tax_profile"),
    path("engagements/<int:engagement>/end/", authority_views.engagement_end, name="engagement_end"),
    path("mandates/<int:mandate>/revoke/", authority_views.mandate_revoke, name="mandate_revoke"),
    path("identities/<int:identity>/end/", authority_views.real_name_end, name="real_name_end"),
    path("<str:batch>/", compliance_views.batch, name="batch"),
    path("<str:batch>/more/", compliance_views.extend, name="batch_extend"),
    path("<str:batch>/act/", compliance_views.act, name="batch_act"),
    path("<str:batch>/apply/", compliance_views.apply, name="batch_apply"),
    path("<str:batch>/close/", compliance_views.close, name="batch_close"),
    path("<str:batch>/reopen/", compliance_views.reopen, name="batch_reopen"),
    path("<str:batch>/<int:filed>/", return_views.filed, name="return"),
    path("<str:batch>/<int:filed>/prepare/", return_views.prepare, name="return_prepare"),
    path("<str:batch>/<int:filed>/figures/", return_views.figures, name="return_file"),
    path("<str:batch>/<int:filed>/act/<slug:verb>/", return_views.act, name="return_act"),
    path("<str:batch>/<int:filed>/accept/", return_views.accept, name="return_accept"),
    path("<str:batch>/<int:filed>/unblock/", return_views.unblock, name="return_unblock"),
    path("<str:batch>/<int:filed>/<slug:entry>/", return_views.step, name="return_step"),
]
