"""Administrative divisions, by their GB/T 2260 codes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.text import Language, LocalisedTextField, localise


class RegionLevel(models.TextChoices):
    """How deep in the country a region lies."""

    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County")


class Region(models.Model):
    """A province, prefecture-level or county-level division. Its code is its key and never changes.

    Prefectures of one province carry the column and row of their tile on the grid map.
    """

    code = models.CharField(max_length=6, primary_key=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="divisions"
    )
    level = models.CharField(max_length=10, choices=RegionLevel)
    name = LocalisedTextField()
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                name="region_without_parent_is_a_province",
                condition=Q(level=RegionLevel.PROVINCE, parent__isnull=True)
                | ~Q(level=RegionLevel.PROVINCE) & Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="region_tile_is_whole_or_absent",
                condition=Q(tile_column__isnull=True, tile_row__isnull=True)
                | Q(tile_column__isnull=False, tile_row__isnull=False),
            ),
            models.UniqueConstraint(
                name="region_tiles_do_not_overlap", fields=["parent", "tile_column", "tile_row"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {localise(self.name, Language.CHINESE)}"
