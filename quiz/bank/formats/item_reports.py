"""What a reader or a writer reports about one question."""

from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from quiz.bank.formats.base import NOWHERE, Fault, Place
from quiz.bank.formats.losses import lost_in_reading
from quiz.bank.formats.plain_text import PlainText
from quiz.bank.limits import MAX_EXTERNAL_ID_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS


class Refused(ValueError):
    """A question that cannot be taken, with the code and the message of the reason."""

    def __init__(self, code: str, message: StrOrPromise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


@dataclass(slots=True)
class ItemReport:
    """Collects what is lost of one question, each thing once."""

    place: Place = NOWHERE
    warnings: list[Fault] = field(default_factory=list)

    def warn(self, code: str, message: StrOrPromise) -> None:
        """Note a loss."""
        if not any(fault.code == code for fault in self.warnings):
            self.warnings.append(Fault(place=self.place, code=code, message=message))

    def warn_about(self, code: str, message: StrOrPromise, **names: str) -> None:
        """Note a loss whose message names things; the same one about other things is another."""
        fault = Fault(place=self.place, code=code, message=format_lazy(message, **names))
        if fault.code not in {f.code for f in self.warnings} or len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(fault)

    def text_of(self, plain: PlainText) -> str:
        """The text, its losses noted."""
        for fault in lost_in_reading(plain.lost, self.place):
            self.warn(fault.code, fault.message)
        return plain.text

    def external_id(self, text: str) -> str | None:
        """The external id, unless there is none or it is too long for ours."""
        if len(text) > MAX_EXTERNAL_ID_CHARACTERS:
            self.warn("id_not_kept", _("The external id is too long and was left out."))
            return None
        return text or None

    def tags(self, texts: list[str]) -> tuple[str, ...]:
        """The tags, each once, as many and as long as ours may be."""
        tidy = dict.fromkeys(" ".join(text.split()) for text in texts if text.strip())
        kept = [text for text in tidy if len(text) <= MAX_TAG_CHARACTERS][:MAX_TAGS]
        if len(kept) < len(tidy):
            self.warn("tags_not_kept", _("Some tags are too long or too many and were left out."))
        return tuple(kept)


_MAX_WARNINGS = 20
