from django.urls import URLPattern, path

from kudosbay.faces.desk import answer_views, publication_views, reply_views, telling_views, text_views

EDITION = "<str:publication>/editions/<int:number>/"
TEXT = f"{EDITION}<str:language>/"
urlpatterns: list[URLPattern] = [
    path("", publication_views.publications, name="publications"),
    path("export/", publication_views.export, name="publications_export"),
    path("new/", publication_views.new, name="publication_new"),
    path("recall/", answer_views.recall, name="answers_recall"),
    path("replies/", reply_views.replies, name="replies"),
    path("replies/<int:reply>/", reply_views.reply, name="reply"),
    path("replies/<int:reply>/answer/", reply_views.answer, name="reply_answer"),
    path("replies/<int:reply>/let-through/", reply_views.let_through, name="reply_let_through"),
    path("replies/<int:reply>/show/", reply_views.show, name="reply_show"),
    path("replies/<int:reply>/hide/", reply_views.hide, name="reply_hide"),
    path("replies/<int:reply>/set-aside/", reply_views.set_aside, name="reply_set_aside"),
    path("<str:publication>/", publication_views.publication, name="publication"),
    path("<str:publication>/change/", publication_views.change, name="publication_change"),
    path("<str:publication>/tell/", telling_views.tell, name="publication_tell"),
    path("<str:publication>/give/", answer_views.give, name="answer_give"),
    path("<str:publication>/correct/", answer_views.correct, name="answer_correct"),
    path("<str:publication>/editions/new/", publication_views.begin, name="edition_new"),
    path(f"{EDITION}change/", publication_views.edition_change, name="edition_change"),
    path(f"{EDITION}end/", publication_views.edition_end, name="edition_end"),
    path(f"{EDITION}sign-off/", publication_views.edition_sign, name="edition_sign"),
    path(f"{EDITION}concerned/", answer_views.concerned, name="edition_concerned"),
    path(f"{EDITION}cite/", answer_views.cite, name="answer_cite"),
    path(f"{EDITION}translate/", text_views.text_new, name="text_new"),
    path(TEXT, text_views.text, name="text"),
    path(f"{TEXT}review/", text_views.review, name="text_review"),
    path(f"{TEXT}keep-up/", text_views.keep_up, name="text_keep_up"),
    path(f"{TEXT}publish/", text_views.publish, name="text_publish"),
    path(f"{TEXT}publish-as-is/", text_views.publish_as_is, name="text_publish_as_is"),
    path(f"{TEXT}take-down/", text_views.take_down, name="text_take_down"),
]
