"""Which questions of a file say nearly the same as one of the bank, or as one before them."""

from collections.abc import Sequence

from common.text import Language
from quiz.bank.enums import ImportAction
from quiz.bank.formats import ParsedQuestion
from quiz.bank.importing.known import BankContents, texts_of
from quiz.bank.importing.near_duplicates import Alike, find_alike
from quiz.bank.importing.plan import ImportItem, KnownQuestion, NearDuplicate

_WRITES = (ImportAction.CREATE, ImportAction.UPDATE)


def near_duplicates_of(
    items: Sequence[ImportItem], questions: Sequence[ParsedQuestion], bank: BankContents
) -> dict[int, list[NearDuplicate]]:
    """By number: the near-duplicates of each item that is to be written, the most alike first.

    A question is compared in one language: in Chinese, if the file has it in Chinese.
    """
    read = [item for item in items if item.action is not ImportAction.ERROR]
    texts = {item.number: texts_of(questions[item.number - 1].content) for item in read}
    # What the file updates is compared as it will be, not as it was.
    updated = {item.known.id for item in read if item.known is not None}
    there = [known for known in bank.questions if known.id not in updated]
    found: dict[int, list[NearDuplicate]] = {}
    for language in Language:
        asked = {
            item.number
            for item in read
            if item.action in _WRITES and next(iter(_in_order(texts[item.number])), "") == language
        }
        if not asked:
            continue
        compared = [known.texts.get(language.value, "") for known in there]
        compared += [texts[item.number].get(language.value, "") for item in read]
        for index, alike in find_alike(compared, start=len(there)):
            item = read[index - len(there)]
            if item.number in asked:
                near = [_named(one, there, read) for one in alike]
                found[item.number] = sorted(near, key=lambda one: -one.ratio)
    return found


def _in_order(texts: dict[str, str]) -> list[str]:
    return [language.value for language in Language if texts.get(language.value)]


def _named(
    alike: Alike, there: Sequence[KnownQuestion], read: Sequence[ImportItem]
) -> NearDuplicate:
    if alike.index < len(there):
        known = there[alike.index]
        return NearDuplicate(
            question_id=known.id, external_id=known.external_id, stem=known.stem, ratio=alike.ratio
        )
    item = read[alike.index - len(there)]
    return NearDuplicate(
        number=item.number, external_id=item.external_id, stem=item.stem, ratio=alike.ratio
    )
