"""How much a reader takes in, so that no file costs more than seconds and some megabytes."""

from django.utils.translation import gettext_lazy as _

from quiz.bank.formats.base import Fault, Place

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_QUESTIONS = 20_000
MAX_XML_DEPTH = 64
MAX_XML_ELEMENTS = 1_200_000
"""A question of Moodle's has some fifty."""
MAX_XML_NAMES = 2_000
MAX_XML_NAME_CHARACTERS = 500
"""Of an element or attribute, with its namespace: expat repeats the namespace in every name."""
MAX_XML_TAG_BYTES = 1024 * 1024
"""Of one tag, comment or instruction: expat holds it whole."""
MAX_EMBEDDED_BYTES = 2 * 1024 * 1024
"""For one picture or other file inside a question."""


def too_many_questions(place: Place) -> Fault:
    """The last fault of a file that holds more questions than are read; the first one left out."""
    return Fault(
        place=place,
        code="too_many_questions",
        message=_("The file has more than 20,000 questions; those from here on are left out."),
    )
