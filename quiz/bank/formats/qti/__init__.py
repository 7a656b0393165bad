"""QTI, the interchange format of 1EdTech (IMS): versions 1.2, 2.x and 3.0, items and packages."""

from quiz.bank.formats.qti.reader import QtiReader
from quiz.bank.formats.qti.writer import Qti21Writer, Qti30Writer

__all__ = ["Qti21Writer", "Qti30Writer", "QtiReader"]
