from django.urls import path

from kudosbay.faces.portal import (
    agreement_views,
    case_views,
    company_views,
    file_views,
    message_views,
    paper_views,
    upload_views,
)

urlpatterns = [
    path("cases/", case_views.cases, name="cases"),
    path("case/<str:reference>/", case_views.case, name="case"),
    path("case/<str:reference>/history/", case_views.case_history, name="case_history"),
    path("case/<str:reference>/plan/", case_views.case_plan, name="case_plan"),
    path("case/<str:reference>/step/<int:step_id>/done/", case_views.step_done, name="step_done"),
    path("case/<str:reference>/papers/", paper_views.papers, name="papers"),
    path("case/<str:reference>/papers/<int:paper_id>/", paper_views.paper, name="paper"),
    path("case/<str:reference>/papers/<int:paper_id>/check/", paper_views.paper_check, name="paper_check"),
    path("case/<str:reference>/papers/<int:paper_id>/reuse/", paper_views.paper_reuse, name="paper_reuse"),
    path("case/<str:reference>/papers/<int:paper_id>/discard/", paper_views.draft_discard, name="draft_discard"),
    path("case/<str:reference>/papers/<int:paper_id>/page/<int:page>/", file_views.draft_image, name="draft_image"),
    path("case/<str:reference>/agreement/", agreement_views.agreement, name="agreement"),
    path("case/<str:reference>/agreement/ask/", agreement_views.agreement_ask, name="agreement_ask"),
    path("case/<str:reference>/agreement/paper/", agreement_views.agreement_paper, name="agreement_paper"),
    path("case/<str:reference>/messages/", message_views.messages_page, name="messages"),
    path("case/<str:reference>/messages/read/", message_views.messages_read, name="messages_read"),
    path("company/<str:reference>/", company_views.company, name="company"),
    path("upload/", upload_views.upload_begin, name="upload_begin"),
    path("upload/<str:key>/", upload_views.upload_state, name="upload_state"),
    path("upload/<str:key>/piece/", upload_views.upload_piece, name="upload_piece"),
    path("receipt/<str:key>/", file_views.receipt, name="receipt"),
    path("receipt/<str:key>/pdf/", file_views.receipt_pdf, name="receipt_pdf"),
    path("file/<str:key>/", file_views.file, name="file"),
    path("file/<str:key>/page/<int:page>/", file_views.page_image, name="page_image"),
    path("generated/<str:key>/", file_views.generated, name="generated"),
]
