from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0005_approve_published_texts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="question",
            name="question_published_with_text",
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_revision__isnull", True), ("status__in", ("draft", "retired"))
                    ),
                    models.Q(
                        ("approved_revision", models.F("current_revision")),
                        ("approved_revision__isnull", False),
                        ("status", "reviewed"),
                    ),
                    models.Q(("approved_revision__isnull", False), ("status", "published")),
                    _connector="OR",
                ),
                name="question_approved_as_its_status_says",
            ),
        ),
    ]
