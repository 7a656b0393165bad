"""The primary key of answers begins with the attempt; the index of the attempt alone goes.

PostgreSQL drops an index in a moment, whatever its size. SQLite copies the table: about five seconds
for ten million answers.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attempt", "0001_initial")]

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
    ]
