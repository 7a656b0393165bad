from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0008_no_empty_external_ids"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="questionimport",
            name="import_begins_no_life_at_its_end",
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                name="question_external_id_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ("draft", "reviewed", "published"))),
                name="import_begins_no_life_at_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planning", "planned", "applying", "done"])),
                name="import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionimportitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["create", "update", "unchanged", "error"])),
                name="import_item_action_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionimportitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="import_item_numbers_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="revision_numbers_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="topic_not_below_itself",
            ),
        ),
    ]
