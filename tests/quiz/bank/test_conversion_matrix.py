"""From every format to every format: whatever is not the same afterwards was named.

Formats are covered as soon as they are registered.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from common.text import Language, localise
from quiz.bank.enums import QuestionType
from quiz.bank.formats import (
    ParsedQuestion,
    Writing,
    reader_named,
    reader_names,
    writer_named,
    writer_names,
)
from quiz.bank.formats.losses import Part, place_of
from quiz.bank.packs import CONTENT_DIRECTORY, SHIPPED_PACKS, read_pack
from quiz.bank.parsing import parse_file
from quiz.bank.question_content import QuestionContent

BOTH = [name for name in writer_names() if name in reader_names()]
LISTED_BY_DIGEST = (QuestionType.ORDERING, QuestionType.MATCHING)


@pytest.fixture(scope="module")
def pack() -> list[ParsedQuestion]:
    """All questions that we ship."""
    return [question for name in SHIPPED_PACKS for question in read_pack(CONTENT_DIRECTORY / name)]


def said(question: ParsedQuestion, language: Language) -> dict[str, Any]:
    """What a question says in one language, part by part, whatever its options are called."""
    content = question.content
    texts = {option.id: localise(option.text, language) for option in content.options}
    options = sorted(texts.values()) if content.type in LISTED_BY_DIGEST else list(texts.values())
    return {
        Part.EXTERNAL_ID: question.external_id,
        Part.TOPIC: [(topic.slug, localise(topic.name, language)) for topic in question.topic],
        Part.DIFFICULTY: question.difficulty,
        Part.TAGS: question.tags,
        Part.FEEDBACK: sorted(localise(option.feedback, language) for option in content.options),
        Part.EXPLANATION: localise(content.explanation, language),
        Part.SOURCE: localise(content.source, language),
        "type": content.type,
        "stem": localise(content.stem, language),
        "prompts": [localise(prompt, language) for prompt in content.prompts],
        "options": options,
        "key": right_texts(content, texts),
    }


def right_texts(content: QuestionContent, texts: dict[str, str]) -> Any:
    if not content.options or not isinstance(content.key, tuple):
        return content.key
    named = [texts[str(one)] for one in content.key]
    return named if content.type in LISTED_BY_DIGEST else sorted(named)


def silent_losses(
    questions: Sequence[ParsedQuestion],
    writing: Writing,
    read_back: Sequence[ParsedQuestion],
    language: Language,
) -> Iterator[str]:
    """Each part that came back otherwise without a word about it, and each lost question."""
    codes: dict[str | None, set[str]] = defaultdict(set)
    for fault in (*writing.errors, *writing.warnings):
        codes[fault.place.item].add(fault.code)
    refused = {fault.place.item for fault in writing.errors}
    places = [place_of(question, number).item for number, question in enumerate(questions, 1)]
    kept = [(p, q) for p, q in zip(places, questions, strict=True) if p not in refused]
    if len(kept) != len(read_back):
        yield f"{len(kept)} questions written, {len(read_back)} read"
        return
    if all(question.external_id for question in read_back):
        # Some formats put the questions of a topic together.
        order = {question.external_id: place for place, question in enumerate(read_back)}
        kept.sort(key=lambda pair: order.get(pair[1].external_id, -1))
    about_parts = {f"{part}_not_kept" for part in Part}
    for (place, question), back in zip(kept, read_back, strict=True):
        before, after = said(question, language), said(back, language)
        for part, value in before.items():
            if value != after[part]:
                own = {f"{part}_not_kept"} if isinstance(part, Part) else codes[place] - about_parts
                if not own & codes[place]:
                    yield f"{place}: {part}: {value!r} became {after[part]!r}"
        languages = len(question.content.stem), len(back.content.stem)
        if languages[0] > languages[1] and "language_not_kept" not in codes[place]:
            yield f"{place}: a language"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("target", BOTH)
def test_writing_the_pack_loses_nothing_silently(
    pack: list[ParsedQuestion], target: str, language: Language
):
    writing = writer_named(target).write(pack, language=language)
    reading = reader_named(target).read(writing.data)
    assert reading.errors == []
    assert reading.questions
    assert list(silent_losses(pack, writing, reading.questions, language)) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("target", BOTH)
@pytest.mark.parametrize("source", [name for name in BOTH if name != "json"])
def test_converting_loses_nothing_silently(
    pack: list[ParsedQuestion], source: str, target: str, language: Language
):
    # A third of them: the pairs of formats are many.
    file = writer_named(source).write(pack[::3], language=language).data
    parsed = parse_file(data=file)
    held = parsed.reading.questions
    assert parsed.format == source
    writing = writer_named(target).write(held, language=language)
    reading = reader_named(target).read(writing.data)
    assert reading.errors == []
    assert list(silent_losses(held, writing, reading.questions, language)) == []


@pytest.mark.parametrize("name", BOTH)
def test_writing_and_reading_again_is_a_fixed_point(pack: list[ParsedQuestion], name: str):
    once = reader_named(name).read(writer_named(name).write(pack).data).questions
    written = writer_named(name).write(once)
    assert reader_named(name).read(written.data).questions == once
    assert written.errors == []


@pytest.mark.parametrize("name", [name for name in writer_names() if name not in BOTH])
def test_a_format_that_is_only_written_is_recognised_by_a_reader(
    pack: list[ParsedQuestion], name: str
):
    writing = writer_named(name).write(pack)
    parsed = parse_file(data=writing.data)
    assert parsed.reading.errors == []
    found = list(silent_losses(pack, writing, parsed.reading.questions, Language.CHINESE))
    assert found == []
