"""Moodle XML, as Moodle 1.9 to 5 export and import it.

Source: https://docs.moodle.org/en/Moodle_XML_format, and what Moodle's own export writes.
"""

from quiz.bank.formats.moodle_xml.reader import MoodleXmlReader
from quiz.bank.formats.moodle_xml.writer import MoodleXmlWriter

__all__ = ["MoodleXmlReader", "MoodleXmlWriter"]
