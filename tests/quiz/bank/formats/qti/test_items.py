from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.enums import QuestionType
from quiz.bank.formats import ParsedQuestion, Reading, reader_named, recognise_reader
from quiz.bank.formats.qti.interactions import TEXT_ENTRY
from quiz.bank.question_content import content_to_json
from tests.quiz.bank.formats.mutations import mutated
from tests.quiz.bank.formats.qti.packages import (
    MAP,
    MATCH,
    choice,
    choices,
    declare,
    item,
    mapped,
    template,
)

READER = reader_named("qti")
FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = {path.stem: path.read_bytes() for path in sorted(FIXTURES.glob("qti_*.xml"))}
ENTRY = '<p>Say <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>'


def read(document: str) -> Reading:
    return READER.read(document.encode())


def only(reading: Reading) -> ParsedQuestion:
    assert reading.errors == []
    (question,) = reading.questions
    return question


def codes(reading: Reading) -> tuple[list[str], list[str]]:
    return [f.code for f in reading.errors], [f.code for f in reading.warnings]


@pytest.mark.parametrize("name", FILES)
def test_every_version_is_recognised_by_its_root(name: str) -> None:
    assert recognise_reader(FILES[name]) is READER
    assert not READER.recognises(FILES[name].replace(b"assessment", b"x").replace(b"quest", b"x"))


def test_the_fixtures_are_read_as_what_they_ask() -> None:
    kinds = {
        name: [question.content.type for question in READER.read(data).questions]
        for name, data in FILES.items()
    }
    assert kinds == {
        "qti_canvas_12": [
            QuestionType.SINGLE,
            QuestionType.MULTIPLE,
            QuestionType.TRUE_FALSE,
            QuestionType.BLANK,
            QuestionType.BLANK,
            QuestionType.MATCHING,
            QuestionType.NUMERIC,
        ],
        "qti_classic_12": [QuestionType.ORDERING],
        "qti_choice_21": [QuestionType.MULTIPLE],
        "qti_match_22": [QuestionType.MATCHING],
        "qti_entry_30": [QuestionType.BLANK],
    }


def test_items_of_canvas_are_read_with_their_feedback_and_reasons() -> None:
    reading = READER.read(FILES["qti_canvas_12"])
    data = {q.external_id: content_to_json(q.content) for q in reading.questions}
    assert data["choice"] == {
        "type": "single",
        "stem": {"en": "Who may know your code?"},
        "options": [
            {"id": "a", "text": {"en": "Nobody"}},
            {"id": "b", "text": {"en": "The bank"}, "feedback": {"en": "Not even the bank."}},
        ],
        "key": ["a"],
        "explanation": {"en": "A code is like a key."},
        "source": {},
    }
    assert data["several"]["key"] == ["a", "b"]
    assert data["verdict"]["key"] is False
    assert data["word"]["key"] == [["phishing", "网络钓鱼"]]
    assert (data["blanks"]["stem"], data["blanks"]["key"]) == (
        {"en": "Ring ____ or ____."},
        [["110"], ["96110", "the fraud line"]],
    )
    assert data["number"]["key"] == [
        {"value": "6", "tolerance": "0.5"},
        {"min": "8", "max": "10"},
    ]
    assert [(f.place.line, f.place.item, f.code) for f in reading.errors] == [
        (187, "essay", "type_unsupported"),
        (194, "custom", "processing_custom"),
    ]


def test_named_blanks_come_in_the_order_of_the_text() -> None:
    turned = FILES["qti_canvas_12"].replace(b"Ring [police] or [fraud].", b"[fraud], then [police]")
    blanks = next(q for q in READER.read(turned).questions if q.external_id == "blanks")
    assert blanks.content.stem == {"en": "____, then ____"}
    assert blanks.content.key == (("96110", "the fraud line"), ("110",))


def test_an_encoding_is_honoured_and_a_document_type_never_fetched() -> None:
    question = only(READER.read(FILES["qti_classic_12"]))
    texts = {option.id: option.text["en"] for option in question.content.options}
    assert question.content.stem == {"en": "Mettez en ordre, s'il vous plaît :"}
    assert [texts[str(part)] for part in question.content.key] == [  # type: ignore[union-attr]  # ids
        "Se déconnecter partout",
        "Changer le mot de passe",
        "Signaler",
    ]
    assert question.content.explanation == {"en": "D'abord les sessions."}


def test_weights_pictures_and_conditional_feedback_are_told() -> None:
    reading = READER.read(FILES["qti_choice_21"])
    question = only(reading)
    assert question.content.key == ("a", "c")
    assert question.content.options[1].feedback == {"en": "Anybody can be polite."}
    assert question.content.explanation == {"en": "Ask the carrier."}
    assert codes(reading)[1] == [
        "order_not_fixed",
        "weights_not_kept",
        "picture_not_kept",
        "combined_feedback_not_kept",
        "titles_not_kept",
    ]


def test_one_to_many_pairs_make_prompts_of_the_many() -> None:
    content = only(READER.read(FILES["qti_match_22"])).content
    texts = {option.id: option.text["zh-Hans"] for option in content.options}
    key = [texts[str(part)] for part in content.key]  # type: ignore[union-attr]  # ids
    assert key == ["邮件", "邮件", "电话"]
    assert sorted(texts.values()) == ["传单", "电话", "邮件"]


@pytest.mark.parametrize(
    "address",
    [
        MATCH,
        "http://www.imsglobal.org/question/qti_v2p0/rptemplates/match_correct",
        "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml",
        "MATCH_CORRECT",
    ],
)
def test_the_template_may_be_of_any_version(address: str) -> None:
    document = item(choices("One", "Two"), declaration=declare("b"), processing=template(address))
    assert only(read(document)).content.key == ("b",)


@pytest.mark.parametrize(
    ("texts", "right", "key"),
    [
        (("True", "False"), "a", True),
        (("错误", "正确"), "a", False),
        (("对", "错"), "b", False),
    ],
)
def test_two_options_that_say_true_and_false_are_a_verdict(
    texts: tuple[str, ...], right: str, key: bool
) -> None:
    content = only(read(item(choices(*texts), declaration=declare(right)))).content
    assert (content.type, content.key) == (QuestionType.TRUE_FALSE, key)


def test_one_right_value_of_a_multiple_cardinality_is_still_multiple_choice() -> None:
    declaration = declare("a", cardinality="multiple")
    content = only(read(item(choices("One", "Two"), declaration=declaration))).content
    assert (content.type, content.key) == (QuestionType.MULTIPLE, ("a",))


def equal(tolerance: str) -> str:
    return (
        "<responseProcessing><responseCondition><responseIf>"
        f'<equal toleranceMode="absolute" tolerance="{tolerance}">'
        '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )


@pytest.mark.parametrize(
    ("declaration", "processing", "key"),
    [
        (declare("3.50", base="float"), template(), [{"value": "3.5"}]),
        (
            declare("7", base="integer", mapping=mapped(**{"7": "1", "8": "1"})),
            template(MAP),
            [{"value": "7"}, {"value": "8"}],
        ),
        (
            declare("7", base="float"),
            equal("0.5 0.5"),
            [{"value": "7", "tolerance": "0.5"}],
        ),
    ],
)
def test_a_number_is_read_with_its_tolerance(
    declaration: str, processing: str, key: list[dict[str, str]]
) -> None:
    data = content_to_json(
        only(read(item(ENTRY, declaration=declaration, processing=processing))).content
    )
    assert (data["type"], data["stem"], data["key"]) == ("numeric", {"en": "Say ____."}, key)


def scored(test: str, score: str = '<baseValue baseType="float">1</baseValue>') -> str:
    return (
        f"<responseProcessing><responseCondition><responseIf>{test}"
        f'<setOutcomeValue identifier="SCORE">{score}</setOutcomeValue></responseIf>'
        '<responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0'
        "</baseValue></setOutcomeValue></responseElse></responseCondition>"
        '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/>'
        "</setOutcomeValue></responseProcessing>"
    )


VARIABLE, CORRECT = '<variable identifier="RESPONSE"/>', '<correct identifier="RESPONSE"/>'


@pytest.mark.parametrize(
    "processing",
    [
        "",
        "<responseProcessing/>",
        scored(f"<match>{VARIABLE}{CORRECT}</match>"),
        scored(f"<match>{CORRECT}{VARIABLE}</match>", '<variable identifier="MAXSCORE"/>'),
        scored(f"<and><match>{VARIABLE}{CORRECT}</match></and>"),
        scored(
            f"<match>{VARIABLE}{CORRECT}</match>",
            '<sum><variable identifier="SCORE"/><baseValue baseType="float">2</baseValue></sum>',
        ),
    ],
)
def test_what_says_the_same_as_match_correct_is_read(processing: str) -> None:
    document = item(choices("One", "Two"), declaration=declare("b"), processing=processing)
    assert only(read(document)).content.key == ("b",)


@pytest.mark.parametrize(
    ("processing", "code"),
    [
        (scored(f"<match>{VARIABLE}<baseValue>a</baseValue></match>"), "processing_custom"),
        (scored(f"<match>{VARIABLE}<correct identifier='OTHER'/></match>"), "processing_custom"),
        (scored(f"<not><match>{VARIABLE}{CORRECT}</match></not>"), "processing_custom"),
        (
            scored(f"<match>{VARIABLE}{CORRECT}</match>", "<baseValue>-1</baseValue>"),
            "processing_custom",
        ),
        (equal("0.5 1"), "processing_custom"),
        (equal("a lot"), "processing_custom"),
        (
            '<responseProcessing><setOutcomeValue identifier="SCORE"><random/></setOutcomeValue>'
            "</responseProcessing>",
            "processing_custom",
        ),
        (template("http://www.imsglobal.org/x/map_response_point"), "processing_unsupported"),
        (template("http://example.org/mine"), "processing_unsupported"),
    ],
)
def test_other_processing_is_refused_and_not_guessed(processing: str, code: str) -> None:
    document = item(choices("One", "Two"), declaration=declare("b"), processing=processing)
    assert codes(read(document)) == ([code], [])


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (item("<p>Nothing</p>"), "interaction_missing"),
        (item('<extendedTextInteraction responseIdentifier="R"/>'), "interaction_unsupported"),
        (item('<customInteraction responseIdentifier="R"/>'), "interaction_unsupported"),
        (item(choices("One", "Two")), "response_missing"),
        (item(choices("One", "Two") * 2, declaration=declare("a")), "interactions_many"),
        (item(choices("One", "Two"), declaration=declare()), "key_missing"),
        (item(ENTRY * 101, declaration=declare("a", base="string")), "parts_many"),
        (item(choices("One", ""), declaration=declare("a")), "text_missing"),
        (item(choices("One"), declaration=declare("a")), "options_count"),
        (
            item(choices("One", "Two"), declaration=declare("a", mapping=mapped(a="much"))),
            "mapping_invalid",
        ),
        (
            item(
                '<orderInteraction responseIdentifier="RESPONSE">'
                '<simpleChoice identifier="a">One</simpleChoice></orderInteraction>',
                declaration=declare("a", "b", cardinality="ordered"),
            ),
            "order_incomplete",
        ),
        (
            item(
                '<matchInteraction responseIdentifier="RESPONSE"><simpleMatchSet/>'
                "<simpleMatchSet/></matchInteraction>",
                declaration=declare("a b", cardinality="multiple", base="directedPair"),
            ),
            "pair_unknown",
        ),
        (choice().replace('adaptive="false"', 'adaptive="true"'), "item_adaptive"),
        (choice().replace("<itemBody>", "<templateDeclaration/><itemBody>"), "item_template"),
        (item("x").replace("<itemBody>x</itemBody>", ""), "interaction_missing"),
        ("<assessmentTest/>", "test_alone"),
        ("<html/>", "format_unknown"),
        ("<questestinterop><item ident='a'/></questestinterop>", "interaction_missing"),
        ("<assessmentItem", "xml_broken"),
    ],
)
def test_what_is_not_read_is_refused_with_its_reason(document: str, code: str) -> None:
    assert codes(read(document))[0] == [code]


ASSOCIATE = (
    '<associateInteraction responseIdentifier="RESPONSE"><prompt>Pair</prompt>'
    '<simpleAssociableChoice identifier="a">Mail</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="b">Phishing</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="c">Call</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="d">Vishing</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="e">Letter</simpleAssociableChoice>'
    "</associateInteraction>"
)


def test_pairs_within_one_list_become_prompts_and_options() -> None:
    declaration = declare("a b", "d c", cardinality="multiple", base="pair")
    content = only(read(item(ASSOCIATE, declaration=declaration))).content
    texts = {option.id: option.text["en"] for option in content.options}
    assert content.prompts == ({"en": "Mail"}, {"en": "Call"})
    assert [texts[str(part)] for part in content.key] == ["Phishing", "Vishing"]  # type: ignore[union-attr]  # ids
    assert "Letter" in texts.values()


def test_pairs_that_are_many_on_both_sides_are_refused() -> None:
    declaration = declare("a b", "b c", "c d", cardinality="multiple", base="pair")
    assert codes(read(item(ASSOCIATE, declaration=declaration)))[0] == ["pairs_many"]


def test_underscores_of_the_text_are_no_blanks() -> None:
    body = ENTRY.replace("Say", "_____ Say")
    declaration = declare("hi", base="string")
    assert only(read(item(body, declaration=declaration))).content.stem == {"en": "__ Say ____."}
    assert TEXT_ENTRY in body


def test_a_script_does_not_come_in() -> None:
    body = "<p>Hi<script>alert(1)</script></p>" + choices("One", "Two", prompt="Go")
    content = only(read(item(body, declaration=declare("a")))).content
    assert content.stem == {"en": "Hi\nGo"}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_gives_questions_and_faults(name: str) -> None:
    @given(mutated(FILES[name]))
    def check(data: bytes) -> None:
        reading = READER.read(data)
        assert reading.questions or reading.errors

    check()


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_give_faults(data: bytes) -> None:
    READER.recognises(data)
    assert READER.read(data).errors
