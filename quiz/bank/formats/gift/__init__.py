"""GIFT, Moodle's text format for questions, which many other programs read."""

from quiz.bank.formats.gift.reading import GiftReader
from quiz.bank.formats.gift.writing import GiftWriter

__all__ = ["GiftReader", "GiftWriter"]
