"""Indexes go that begin like another one: an insert wrote both.

PostgreSQL drops an index in a moment, whatever its size; SQLite copies the tables.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("paper", "0001_initial"), ("attempt", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="attempt",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="attempt.attempt",
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="paper",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="paper.paper",
            ),
        ),
    ]
