"""Entries lose indexes that nothing asks; the unique constraint begins with the contest.

PostgreSQL drops an index in a moment, whatever its size; SQLite copies the table.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_claimed_guests"),
        ("contest", "0004_append_only_awards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="contest",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="contest.contest",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="region",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.region",
            ),
        ),
    ]
