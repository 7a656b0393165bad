from django.db import migrations

from quiz.bank.question_content import content_from_json
from quiz.bank.searching import search_text_of

BATCH = 500


def fill_search_text(apps, schema_editor):
    questions = apps.get_model("bank", "Question").objects
    waiting = []
    rows = questions.filter(current_revision__isnull=False, search_text="")
    for question in rows.select_related("current_revision").iterator(chunk_size=BATCH):
        question.search_text = search_text_of(
            content_from_json(question.current_revision.content),
            external_id=question.external_id,
            tags=question.tags,
        )
        waiting.append(question)
        if len(waiting) == BATCH:
            questions.bulk_update(waiting, ["search_text"])
            waiting.clear()
    questions.bulk_update(waiting, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0002_question_types_tags_and_search"),
    ]

    operations = [
        migrations.RunPython(fill_search_text, migrations.RunPython.noop, elidable=True),
    ]
