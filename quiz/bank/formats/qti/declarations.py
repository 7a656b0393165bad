"""What an item of version 2 or 3 declares about its responses."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import read_number
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.qti.processing import Method, Processing
from quiz.bank.formats.reading_losses import lose_case


@dataclass(frozen=True, slots=True)
class Response:
    """One response variable: the correct values, and the points that values are mapped to."""

    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapping: Mapping[str, Decimal]

    def points(self, processing: Processing) -> Mapping[str, Decimal]:
        """The points of each value that earns or costs some, as the item is processed.

        Equal ones for the correct values where no mapping counts.
        """
        if self.mapping and (processing.method is Method.MAP_RESPONSE or not self.correct):
            return self.mapping
        return {value: Decimal(1) for value in self.correct}


def declared_responses(item: Element, report: ItemReport) -> dict[str, Response]:
    """The response variables by their identifiers; raises `Refused` for a broken mapping."""
    return {
        declaration.get("identifier"): _response(declaration, report)
        for declaration in item.elements("responseDeclaration")
    }


def _response(declaration: Element, report: ItemReport) -> Response:
    correct = declaration.first("correctResponse")
    values = correct.elements("value") if correct is not None else ()
    return Response(
        cardinality=declaration.get("cardinality", "single"),
        base_type=declaration.get("baseType"),
        correct=tuple(" ".join(value.full_text.split()) for value in values),
        mapping=_mapping(declaration.first("mapping"), report),
    )


def _mapping(mapping: Element | None, report: ItemReport) -> dict[str, Decimal]:
    points: dict[str, Decimal] = {}
    for entry in mapping.elements("mapEntry") if mapping is not None else ():
        number = read_number(entry.get("mappedValue"))
        if number is None:
            raise Refused("mapping_invalid", _("A value is mapped to something else than points."))
        if entry.get("caseSensitive").lower() in {"true", "1"} and entry.get("mapKey").lower() != (
            entry.get("mapKey").upper()
        ):
            lose_case(report)
        points[" ".join(entry.get("mapKey").split())] = number
    return points
