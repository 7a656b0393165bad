"""Questions as people type them, and paste them from Word: stem, options, 答案, 解析."""

from quiz.bank.formats.word_text.reading import WordTextReader

__all__ = ["WordTextReader"]
