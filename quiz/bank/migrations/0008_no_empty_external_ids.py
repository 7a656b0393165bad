from django.db import migrations


def forget_empty_external_ids(apps, schema_editor):
    apps.get_model("bank", "Question").objects.filter(external_id="").update(external_id=None)


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0007_question_imports"),
    ]

    operations = [
        migrations.RunPython(forget_empty_external_ids, migrations.RunPython.noop, elidable=True),
    ]
