"""Awards cannot be changed, not even by SQL typed at the database."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "contest_award"

_REFUSE = {
    "sqlite": [
        f"""
        CREATE TRIGGER award_append_only BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'awards are never changed'); END
        """
    ],
    "postgresql": [
        """
        CREATE FUNCTION refuse_award_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'awards are never changed'
           USING ERRCODE = 'integrity_constraint_violation'; END $$
        """,
        f"""
        CREATE TRIGGER award_append_only BEFORE UPDATE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION refuse_award_change()
        """,
    ],
}
_ALLOW = {
    "sqlite": ["DROP TRIGGER award_append_only"],
    "postgresql": [
        f"DROP TRIGGER award_append_only ON {TABLE}",
        "DROP FUNCTION refuse_award_change()",
    ],
}


def refuse_changes(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _REFUSE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow_changes(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("contest", "0003_prizes")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
