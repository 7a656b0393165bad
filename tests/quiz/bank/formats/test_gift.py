from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.formats import ParsedQuestion, ReadOptions, reader_named, writer_named
from quiz.bank.formats.limits import MAX_FILE_BYTES
from quiz.bank.formats.topic_slugs import TopicPaths
from quiz.bank.packs import CONTENT_DIRECTORY
from quiz.bank.question_content import content_from_json, content_to_json
from tests.quiz.bank.strategies import contents, texts
from tests.quiz.factories import content

READER, WRITER = reader_named("gift"), writer_named("gift")
FIXTURES = Path(__file__).parent / "fixtures"
FITTING = tuple(kind for kind in QuestionType if kind is not QuestionType.ORDERING)


def read(source: str, **options: Any) -> ParsedQuestion:
    """The only question of a source that has no fault."""
    reading = READER.read(source.encode(), ReadOptions(**options))
    assert reading.errors == []
    (question,) = reading.questions
    return question


def json_of(source: str) -> dict[str, Any]:
    return content_to_json(read(source).content)


def error_of(source: str, **options: Any) -> str:
    reading = READER.read(source.encode(), ReadOptions(**options))
    assert reading.questions == []
    (fault,) = reading.errors
    return fault.code


def warnings_of(source: str) -> list[str]:
    reading = READER.read(source.encode())
    assert len(reading.questions) == 1
    return [fault.code for fault in reading.warnings]


def options_of(question: ParsedQuestion) -> dict[str, str]:
    return {o.id: str(*o.text.values()) for o in question.content.options}


def _writable(question: ParsedQuestion) -> bool:
    if question.content.type is not QuestionType.BLANK:
        return True
    blanks = cast("tuple[tuple[str, ...], ...]", question.content.key)
    return len(blanks) == 1 and not any("->" in spelling for spelling in blanks[0])


paths = TopicPaths()
topics = st.lists(texts(max_size=8) | st.sampled_from(["/", "top", "$course$"]), max_size=3).map(
    paths.path_of
)
questions = st.builds(
    ParsedQuestion,
    external_id=st.none() | texts(max_size=20),
    topic=topics,
    tags=st.lists(texts(max_size=9), max_size=2, unique=True).map(tuple),
    content=contents(types=FITTING, feedback=True)
    | contents(types=FITTING, feedback=True, languages=(Language.ENGLISH,)),
).filter(_writable)


@given(st.lists(questions, min_size=1, max_size=5))
def test_what_is_written_is_read_back_unchanged(written: list[ParsedQuestion]) -> None:
    writing = WRITER.write(written)
    reading = READER.read(writing.data)
    assert (reading.questions, reading.errors) == (written, [])
    assert (writing.errors, WRITER.write(reading.questions).data) == ([], writing.data)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.gift")), ids=lambda p: p.stem)
def test_what_was_read_from_a_file_is_written_and_read_alike(path: Path) -> None:
    reading = READER.read(path.read_bytes())
    again = READER.read(WRITER.write(reading.questions).data)
    assert (again.questions, again.errors) == (reading.questions, [])


@pytest.mark.parametrize("path", sorted(CONTENT_DIRECTORY.rglob("*.json")), ids=lambda p: p.stem)
@pytest.mark.parametrize("language", Language)
def test_the_shipped_questions_come_through(path: Path, language: Language) -> None:
    shipped = reader_named("json").read(path.read_bytes()).questions
    writing = WRITER.write(shipped, language=language)
    # Told, because an English question may quote a Chinese word.
    reading = READER.read(writing.data, ReadOptions(language=language))
    assert len(reading.questions) == len(shipped) - len(writing.errors)
    assert reading.errors == []
    assert {fault.code for fault in writing.errors} <= {
        "ordering_not_writable",
        "blanks_not_writable",
    }
    kept = {question.external_id: question for question in reading.questions}
    for question in shipped:
        if question.external_id in kept:
            again = kept[question.external_id].content
            assert again.stem == {language.value: question.content.stem.get(language.value)}
            assert again.type is question.content.type
            assert len(again.options) == len(question.content.options)


def test_an_export_of_moodle_is_read_with_all_that_it_says() -> None:
    reading = READER.read((FIXTURES / "moodle_export.gift").read_bytes())
    assert [(q.place.line, q.content.type.value) for q in reading.questions] == [
        (8, "single"),
        (16, "multiple"),
        (23, "true_false"),
        (26, "blank"),
        (30, "numeric"),
        (32, "numeric"),
        (34, "matching"),
    ]
    first = reading.questions[0]
    assert (first.external_id, first.tags) == ("mail-001", ("邮件", "链接]测试"))
    assert [topic.slug for topic in first.topic] == ["wang-luo-an-quan", "phishing"]
    assert content_to_json(first.content) == {
        "type": "single",
        "stem": {
            "zh-Hans": "收到“快递丢失，点此理赔”的邮件，附有链接 http://kd-lipei.example，应当怎么做？"
        },
        "options": [
            {
                "id": "a",
                "text": {"zh-Hans": "不点链接，通过快递公司官方渠道核实"},
                "feedback": {"zh-Hans": "对，骗子最怕你去核实。"},
            },
            {
                "id": "b",
                "text": {"zh-Hans": "先点开看看，不填信息就行"},
                "feedback": {"zh-Hans": "打开页面本身就可能有风险。"},
            },
            {"id": "c", "text": {"zh-Hans": "转发到业主群提醒大家"}},
        ],
        "key": ["a"],
        "explanation": {"zh-Hans": "快递理赔一般不需要点击陌生链接。"},
        "source": {},
    }
    word, exact, span = (content_to_json(q.content) for q in reading.questions[3:6])
    assert (word["stem"], word["key"]) == (
        {"zh-Hans": "两步验证的英文缩写是 ____ 。"},
        [["2FA", "TFA"]],
    )
    assert exact["key"] == [{"value": "96110"}]
    assert span["key"] == [{"min": "12", "max": "64"}]
    assert [(f.place.line, f.code) for f in reading.errors] == [
        (40, "description_unsupported"),
        (42, "essay_unsupported"),
        (44, "braces_unbalanced"),
    ]
    assert [(f.place.line, f.code) for f in reading.warnings] == [
        (8, "weights_not_kept"),
        (23, "feedback_not_kept"),
        (26, "feedback_not_kept"),
        (26, "weights_not_kept"),
        (30, "feedback_not_kept"),
        (30, "weights_not_kept"),
        (8, "titles_not_kept"),
    ]


def test_a_file_written_by_hand_is_read_as_moodle_reads_it() -> None:
    reading = READER.read((FIXTURES / "hand_written.gift").read_bytes())
    assert [(f.place.line, f.code) for f in reading.errors] == [(16, "key_count")]
    assert [(q.content.type.value, q.content.stem["en"]) for q in reading.questions] == [
        ("single", "Who may ask for your one-time code?"),
        ("single", "A strong password has at least ____ characters."),
        ("numeric", "Two plus two equals ____."),
        ("true_false", "Is 1=1 {a set}: yes ~ or C\\D #1?"),
        ("true_false", "Never share codes, see the page."),
        ("blank", "The sun rises in the ____"),
    ]
    assert [topic.name for topic in reading.questions[0].topic] == [
        {"en": "Passwords/Keys"},
        {"en": "Basics"},
    ]
    assert [(f.place.line, f.code) for f in reading.warnings] == [
        (4, "weight_off_list"),
        (4, "weights_not_kept"),
        (12, "link_not_kept"),
        (14, "true_false_case"),
        (4, "titles_not_kept"),
    ]


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("1+1 {#2:0.5}", [{"value": "2", "tolerance": "0.5"}]),
        ("1+1 {#1.5..2.5}", [{"min": "1.5", "max": "2.5"}]),
        ("1+1 {#-5..-1#fb}", [{"min": "-5", "max": "-1"}]),
        ("1+1 {# =2 =%100%3:1 =%50%4}", [{"value": "2"}, {"value": "3", "tolerance": "1"}]),
        ("1+1 {#=1e3\\:2 =%0%*}", [{"value": "1000", "tolerance": "2"}]),
    ],
)
def test_numbers_are_values_with_tolerance_or_ranges(source: str, key: list[Any]) -> None:
    assert json_of(source)["key"] == key


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Who {=Ann =Bob}", ["Ann", "Bob"]),
        ("Who {Ann}", ["Ann"]),
        ("Who {= %50%Ann =%100% Bob =%0%Eve}", ["Bob"]),
        (r"Who {=a\\*b =c*}", ["a*b"]),
        ("Who {=[plain]%5%}", ["%5%"]),
        ("Who {=T}", ["T"]),
    ],
)
def test_words_that_earn_everything_are_right(source: str, key: list[str]) -> None:
    assert json_of(source)["key"] == [key]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Q {~%50%a ~%50%b ~%-50%c ~%-50%d}", None),
        ("Q {~%33%a ~%33.3%b ~%33.33333%c ~d}", "weight_off_list"),
        ("Q {~%50%a ~%50%b ~%-100%c}", None),
        ("Q {~%75%a ~%25%b ~c}", "weights_not_kept"),
        ("Q {~%50%a ~%50%b ~%-50%c ~d}", "weights_not_kept"),
        ("Q {~%40%a ~%40%b ~c}", "weights_not_kept"),
        ("Q {~%50%a ~%50%b ~%-20%c}", "weights_not_kept"),
        ("Q {=a ~%50%b ~c}", "weights_not_kept"),
    ],
)
def test_weights_are_told_only_when_they_are_not_the_usual_ones(
    source: str, code: str | None
) -> None:
    assert warnings_of(source) == ([code] if code else [])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Q }a{", "braces_unbalanced"),
        ("Q {=a -> b =c}", "arrow_missing"),
        ("Q {=a -> b}", "prompts_count"),
        ("Q {#five}", "number_invalid"),
        ("Q {#}", "key_missing"),
        ("Q {#5..1}", "range_empty"),
        ("Q {~a ~b}", "key_missing"),
        ("Q {=%150%a ~b}", "weight_out_of_range"),
        ("Q {=a =b ~c}", "key_count"),
        ("Q {~%100%a ~%100%b =c}", "key_count"),
        ("Who {=%50%Ann =%50%Bob}", "key_missing"),
        ("Q {=*}", "wildcards_only"),
        ("Q {=%0%a}", "key_missing"),
        ("Q {=a}b ____", "blanks_count"),
        ("{T}", "text_missing"),
        ("Q {=<img src\\='a.png'> ~b}", "text_missing"),
        ("Q {####only an explanation}", "essay_unsupported"),
        ("Q {" + "~a" * 300 + "}", "answers_too_many"),
        ("Q {=a" + "~a" * 26 + "}", "options_count"),
    ],
)
def test_a_question_that_cannot_be_held_is_refused(source: str, code: str) -> None:
    assert error_of(source) == code


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("Q {=a -> b ~c}", ["choice_or_matching"]),
        ("Q {True}", ["true_false_case"]),
        ("Q {=a ~ ~b}", []),
        ("Q {=a ~#why ~b}", ["option_empty", "feedback_not_kept"]),
        ("Q {=a} and {=b}", ["second_braces"]),
        ("// [id:]\nQ {T}", ["id_not_kept"]),
        (f"// [id:{'x' * 121}]\nQ {{T}}", ["id_not_kept"]),
        (f"// [tag:{'x' * 51}]\nQ {{T}}", ["tags_not_kept"]),
        ("[html]<img src='a.png'>Q <a href='b'>c</a> {T}", ["link_not_kept", "picture_not_kept"]),
        ("$CATEGORY: a\nQ {T}", ["category_not_alone"]),
        ("::Name::Q {T}", ["titles_not_kept"]),
        ("::Q is...::Q is longer {T}", []),
    ],
)
def test_what_is_lost_or_guessed_is_told(source: str, codes: list[str]) -> None:
    assert warnings_of(source) == codes


def test_strict_reading_refuses_what_moodle_does() -> None:
    assert error_of("Q {~%45%a ~%55%b ~c}", strict=True) == "weight_off_list"
    assert read("Q {~%33.33333%a ~%66.66667%b ~c}", strict=True).content.key == ("a", "b")


def test_formats_are_taken_off_and_inherited_from_the_stem() -> None:
    question = read("[html]A &amp; B<br>C {=<i>a</i> ~[plain]<i>b</i> ~[markdown]*c* ~[other]d}")
    assert question.content.stem == {"en": "A & B\nC"}
    assert options_of(question) == {"a": "a", "b": "<i>b</i>", "c": "c", "d": "[other]d"}
    assert read("a < b & c {T}").content.stem == {"en": "a < b & c"}
    assert read("<b>a</b> &lt; b\nc {T}").content.stem == {"en": "a < b\nc"}
    assert read("[markdown]The **word** {=a} _here_ {").content.stem == {
        "en": "The word ____ here {"
    }


def test_the_language_told_is_believed() -> None:
    assert read("Wi-Fi {T}").content.stem == {"en": "Wi-Fi"}
    assert read("Wi-Fi {T}", language=Language.CHINESE).content.stem == {"zh-Hans": "Wi-Fi"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_ends_and_a_byte_order_mark_are_taken(end: str) -> None:
    source = "\ufeff$CATEGORY: 诈骗\n\n问题一 {T}\n \t \n问题二\n第二行 {F}".replace("\n", end)
    reading = READER.read(source.encode())
    assert [str(q.content.stem.get("zh-Hans")) for q in reading.questions] == [
        "问题一",
        "问题二\n第二行",
    ]
    assert [q.topic[0].slug for q in reading.questions] == ["zha-pian", "zha-pian"]
    assert [q.place.line for q in reading.questions] == [3, 5]


def test_a_category_holds_until_the_next() -> None:
    source = "A {T}\n\n$CATEGORY: $system$/x/y//z\n\nB {T}\n\n$CATEGORY: top\nC {T}"
    assert [
        [str(topic.name.get("en")) for topic in q.topic]
        for q in READER.read(source.encode()).questions
    ] == [[], ["x", "y/z"], []]


def test_what_is_not_utf_8_is_refused_with_its_line() -> None:
    (fault,) = READER.read("网 {T}\n\n安".encode("gb18030")).errors
    assert (fault.code, fault.place.line) == ("encoding_not_utf8", 1)
    (fault,) = READER.read(b"a {T}\n\nb \xff").errors
    assert (fault.code, fault.place.line) == ("encoding_not_utf8", 3)


def test_a_file_that_is_too_large_is_refused_whole() -> None:
    (fault,) = READER.read(b" " * (MAX_FILE_BYTES + 1)).errors
    assert fault.code == "file_too_large"


def test_no_more_than_so_many_questions_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.bank.formats.gift.reading.MAX_QUESTIONS", 2)
    reading = READER.read(b"A {T}\n\nB {\n\nC {T}\n\nD {T}")
    assert (len(reading.questions), [(f.place.line, f.code) for f in reading.errors]) == (
        1,
        [(3, "braces_unbalanced"), (5, "too_many_questions")],
    )


def test_what_gift_cannot_hold_is_told_by_question_and_kind() -> None:
    kinds = [kind.value for kind in QuestionType]
    written = [
        ParsedQuestion(
            external_id=f"q-{kind}",
            difficulty=Difficulty.HARD,
            content=content_from_json(content(kind)),
        )
        for kind in kinds
    ]
    two_blanks = content_from_json(
        {**content("blank"), "stem": {"en": "___ and ___"}, "key": [["a"], ["b"]]}
    )
    arrow = content_from_json({**content("blank"), "key": [["a -> b"]]})
    writing = WRITER.write(
        [*written, ParsedQuestion(content=two_blanks), ParsedQuestion(content=arrow)]
    )
    assert [(f.place.item, f.code) for f in writing.errors] == [
        ("q-ordering", "ordering_not_writable"),
        ("8", "blanks_not_writable"),
        ("9", "spelling_not_writable"),
    ]
    assert [(f.place.item, f.code) for f in writing.warnings] == [
        (f"q-{kind}", f"{part}_not_kept")
        for kind in kinds
        if kind != "ordering"
        for part in ("difficulty", "language", "source")
    ]


def test_an_id_that_a_comment_cannot_hold_is_left_out_and_told() -> None:
    question = ParsedQuestion(
        external_id="two\nlines", tags=("fine", "a  b"), content=read("Q {T}").content
    )
    writing = WRITER.write([question])
    assert [f.code for f in writing.warnings] == ["external_id_not_kept", "tags_not_kept"]
    again = READER.read(writing.data).questions[0]
    assert (again.external_id, again.tags) == (None, ("fine",))


def test_shares_that_moodle_does_not_know_are_told() -> None:
    question = read("Q {" + "".join(f"~%9%{n}" for n in range(11)) + "~x}")
    assert [f.code for f in WRITER.write([question]).warnings] == ["weight_off_list"]


def test_lines_and_what_looks_like_grammar_survive() -> None:
    stem = "// no comment\n\n$CATEGORY: no\n::no:: {no} \\n \\\\ [html]"
    question = content_from_json({**content("true_false"), "stem": {"en": stem}, "source": {}})
    reading = READER.read(WRITER.write([ParsedQuestion(content=question)]).data)
    assert [q.content.stem for q in reading.questions] == [{"en": stem}]


SAMPLE = b"".join(path.read_bytes() for path in sorted(FIXTURES.glob("*.gift")))


@given(st.binary(max_size=200) | st.text("{}~=#\\:[]->%$/ \nT1*", max_size=80).map(str.encode))
def test_any_bytes_give_questions_or_faults(data: bytes) -> None:
    reading = READER.read(data)
    assert all(fault.code for fault in reading.errors)
    again = READER.read(WRITER.write(reading.questions).data)
    assert again.questions == reading.questions


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.binary(max_size=3)), max_size=8))
def test_a_file_with_changes_anywhere_gives_questions_or_faults(
    changes: list[tuple[int, bytes]],
) -> None:
    data = SAMPLE
    for at, put in changes:
        data = data[:at] + put + data[at + 1 :]
    assert READER.read(data).errors


def test_it_is_recognised_by_what_it_holds() -> None:
    for path in FIXTURES.iterdir():
        assert READER.recognises(path.read_bytes()) is (path.suffix == ".gift"), path.name
    assert READER.recognises(b"\xef\xbb\xbfQ {T}")
    for data in (b"", b"{}", b'{"a": "{=b}"}', b"<p>{=a}</p>", b"PK\0{=a}", b"a {b}", b"\\{=a"):
        assert not READER.recognises(data)
