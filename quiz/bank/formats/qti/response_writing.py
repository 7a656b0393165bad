"""Declarations and processing of responses, as versions 2.1 and 3.0 write them."""

from collections.abc import Iterator, Mapping, Sequence

from quiz.bank.formats.qti.dialects import Dialect
from quiz.bank.formats.xml_writing import Markup, joined


def declare_response(
    dialect: Dialect,
    identifier: str,
    cardinality: str,
    base_type: str,
    right: Sequence[str],
    *,
    mapped: Mapping[str, str] | None = None,
) -> Markup:
    """A response with its correct values, and with the points of others where they count too."""
    correct = dialect.tag("correctResponse", *(dialect.tag("value", value) for value in right))
    mapping = Markup("")
    if mapped:
        mapping = dialect.tag(
            "mapping",
            *(_map_entry(dialect, key, points, base_type) for key, points in mapped.items()),
            attributes={"lowerBound": "0", "upperBound": "1", "defaultValue": "0"},
        )
    return dialect.tag(
        "responseDeclaration",
        correct,
        mapping,
        attributes={
            "identifier": identifier,
            "cardinality": cardinality,
            "baseType": base_type,
        },
    )


def _map_entry(dialect: Dialect, key: str, points: str, base_type: str) -> Markup:
    case = {"caseSensitive": "false"} if base_type == "string" else {}
    return dialect.tag("mapEntry", attributes={"mapKey": key, "mappedValue": points} | case)


def declare_feedback(dialect: Dialect, *, has_explanation: bool) -> Iterator[Markup]:
    """The score, and an outcome that has the explanation shown whatever is answered."""
    zero = dialect.tag("defaultValue", dialect.tag("value", "0"))
    yield dialect.tag(
        "outcomeDeclaration",
        zero,
        attributes={"identifier": "SCORE", "cardinality": "single", "baseType": "float"},
    )
    if has_explanation:
        yield dialect.tag(
            "outcomeDeclaration",
            dialect.tag("defaultValue", dialect.tag("value", "explanation")),
            attributes={
                "identifier": "EXPLANATION",
                "cardinality": "single",
                "baseType": "identifier",
            },
        )


def processing_template(dialect: Dialect, name: str) -> Markup:
    """One of the templates of the specification."""
    attributes = {"template": dialect.template(name)}
    return dialect.tag("responseProcessing", attributes=attributes)


def match_correct(dialect: Dialect, *, shows_feedback: bool) -> Markup:
    """What the template says; and what was chosen is the feedback to show."""
    test = dialect.tag("match", _variable(dialect), _correct(dialect))
    feedback = _set(dialect, "FEEDBACK", _variable(dialect)) if shows_feedback else Markup("")
    return dialect.tag("responseProcessing", _scored(dialect, test), feedback)


def match_within(dialect: Dialect, tolerance: str) -> Markup:
    """A number counts as correct within the tolerance, borders included."""
    test = dialect.tag(
        "equal",
        _variable(dialect),
        _correct(dialect),
        attributes={"toleranceMode": "absolute", "tolerance": f"{tolerance} {tolerance}"},
    )
    return dialect.tag("responseProcessing", _scored(dialect, test))


def score_of_mappings(dialect: Dialect, names: Sequence[str]) -> Markup:
    """The points of all responses together."""
    mapped = [dialect.tag("mapResponse", attributes={"identifier": name}) for name in names]
    score = _set(dialect, "SCORE", dialect.tag("sum", *mapped))
    return dialect.tag("responseProcessing", score)


def _scored(dialect: Dialect, test: Markup) -> Markup:
    right = dialect.tag("responseIf", test, _set(dialect, "SCORE", _float(dialect, "1")))
    wrong = dialect.tag("responseElse", _set(dialect, "SCORE", _float(dialect, "0")))
    return dialect.tag("responseCondition", joined(right, wrong))


def _set(dialect: Dialect, outcome: str, value: Markup) -> Markup:
    return dialect.tag("setOutcomeValue", value, attributes={"identifier": outcome})


def _float(dialect: Dialect, value: str) -> Markup:
    return dialect.tag("baseValue", value, attributes={"baseType": "float"})


def _variable(dialect: Dialect) -> Markup:
    return dialect.tag("variable", attributes={"identifier": "RESPONSE"})


def _correct(dialect: Dialect) -> Markup:
    return dialect.tag("correct", attributes={"identifier": "RESPONSE"})
