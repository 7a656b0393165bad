from django.db import migrations
from django.db.models import F


def approve_published_texts(apps, schema_editor):
    questions = apps.get_model("bank", "Question").objects
    questions.filter(status__in=["reviewed", "published"]).update(
        approved_revision=F("current_revision")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0004_approved_texts_reviews_and_comments"),
    ]

    operations = [
        migrations.RunPython(approve_published_texts, migrations.RunPython.noop, elidable=True),
    ]
