"""`manage.py write_schema`: bring docs/openapi.json up to date."""

from django.core.management.base import BaseCommand

from api.schema.building import PATH, schema_bytes


class Command(BaseCommand):
    """Writes the OpenAPI document of the present code."""

    help = "Write docs/openapi.json; a test fails while it is out of date."

    def handle(self, *_args: object, **_options: object) -> None:
        """Write the file, and say where."""
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_bytes(schema_bytes())
        self.stdout.write(f"{PATH.name} is up to date")
