"""Files that belong to the site: uploads, and what jobs leave behind."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file by its name, kept in the database so that every host of the site has it."""

    name = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return self.name


class StoredPiece(models.Model):
    """So much of a file as one row holds; pieces count from 0."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("file", "number"), name="stored_piece_number_once")
        ]
        verbose_name = _("piece of a stored file")
        verbose_name_plural = _("pieces of stored files")

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
