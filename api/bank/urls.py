"""Addresses of banks, topics, questions and blueprints."""

from django.urls import path

from api.bank import (
    banks,
    formats,
    history,
    imports,
    named_questions,
    question,
    questions,
    refusals,  # noqa: F401 - registers them
    topics,
    uses,
    views,
    workbooks,
)

_BANK = "organise/banks/<uuid:bank_id>"
_IMPORT = "organise/imports/<uuid:import_id>"
_TOPIC = "organise/topics/<uuid:topic_id>"
_QUESTION = "organise/questions/<uuid:question_id>"

urlpatterns = [
    path("organise/banks", banks.BankList.as_view()),
    path(_BANK, banks.BankDetail.as_view()),
    path(f"{_BANK}/topics", topics.BankTopics.as_view()),
    path(f"{_BANK}/questions", questions.BankQuestions.as_view()),
    path(f"{_BANK}/questions/counts", questions.BankQuestionCounts.as_view()),
    path(f"{_BANK}/questions/bulk", questions.BulkChangeQuestions.as_view()),
    path(f"{_BANK}/imports", imports.BankImports.as_view()),
    path(f"{_BANK}/exports", imports.BankExports.as_view()),
    path(_IMPORT, imports.ImportDetail.as_view()),
    path(f"{_IMPORT}/items", imports.ImportItems.as_view()),
    path(f"{_IMPORT}/confirm", imports.ConfirmImport.as_view()),
    path(f"{_IMPORT}/failed-rows", workbooks.FailedRows.as_view()),
    path("organise/question-formats", formats.QuestionFormats.as_view()),
    path("organise/question-template", workbooks.QuestionTemplate.as_view()),
    path(_TOPIC, topics.TopicDetail.as_view()),
    path(f"{_TOPIC}/merge", topics.MergeTopic.as_view()),
    path(_QUESTION, question.QuestionDetail.as_view()),
    path(f"{_QUESTION}/steps", question.QuestionSteps.as_view()),
    path(f"{_QUESTION}/revisions", history.QuestionRevisions.as_view()),
    path(f"{_QUESTION}/revisions/<int:number>", history.QuestionRevision.as_view()),
    path(f"{_QUESTION}/revisions/<int:number>/restore", history.RestoreRevision.as_view()),
    path(f"{_QUESTION}/comparison", history.CompareRevisions.as_view()),
    path(f"{_QUESTION}/comments", history.QuestionComments.as_view()),
    path(f"{_QUESTION}/uses", uses.QuestionUses.as_view()),
    path("organise/comments/<uuid:comment_id>", history.CommentDetail.as_view()),
    path(
        "organise/contests/<uuid:contest_id>/outdated-questions", uses.OutdatedQuestions.as_view()
    ),
    path("organise/blueprints/questions", named_questions.NamedQuestions.as_view()),
    path("organise/blueprints/supply", views.BlueprintSupply.as_view()),
    path("organise/blueprints/preview", views.BlueprintPreview.as_view()),
]
