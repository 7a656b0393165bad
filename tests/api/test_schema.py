"""The OpenAPI document is committed, complete, and can be tried out from our own origin."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from api.schema.building import PATH, build_schema, schema_bytes


@pytest.fixture(scope="module")
def schema():
    return build_schema()


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_committed_document_is_up_to_date():
    assert PATH.read_bytes() == schema_bytes(), "run `make schema` and commit docs/openapi.json"


def test_every_refusal_is_a_problem_document(schema):
    wrong = [
        (name, status)
        for name, operation in operations(schema)
        for status, response in operation["responses"].items()
        if status >= "400"
        and response["content"]
        != {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    ]
    assert wrong == []


def test_every_operation_says_what_it_does(schema):
    silent = [name for name, op in operations(schema) if not op.get("description")]
    assert silent == []


def test_every_json_body_has_an_example(schema):
    without = [
        f"{name} {part}"
        for name, operation in operations(schema)
        for part, body in [
            ("request", operation.get("requestBody", {})),
            *((status, told) for status, told in operation["responses"].items() if status < "300"),
        ]
        for kind, content in body.get("content", {}).items()
        if kind == "application/json" and not content.get("examples")
    ]
    assert without == []


def test_every_example_has_the_shape_that_it_shows(schema):
    wrong = []
    for name, operation in operations(schema):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in (one for body in bodies for one in body.get("content", {}).values()):
            for title, example in content.get("examples", {}).items():
                # Beside the components, so that references into them are found.
                shape = {**content["schema"], "components": schema["components"]}
                faults = Draft202012Validator(shape).iter_errors(example["value"])
                wrong += [(name, title, fault.json_path, fault.message) for fault in faults]
    assert wrong == []


@pytest.mark.parametrize("name", ["openapi.json", "schemas/wangan-questions-1.json"])
def test_the_document_is_served_with_a_tag(client: Client, name: str):
    response = client.get(f"/api/v1/{name}")
    assert response.content == (PATH.parent / name).read_bytes()
    again = client.get(f"/api/v1/{name}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_the_documentation_loads_nothing_from_elsewhere_and_runs_no_inline_script(client: Client):
    page = client.get("/api/docs")
    assert page.status_code == HTTPStatus.OK
    text = page.content.decode()
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    sources = re.findall(r'<script[^>]*src="([^"]+)"', text)
    assert sources[-1].startswith("/api/docs")
    script = client.get(sources[-1])
    assert script.status_code == HTTPStatus.OK
    assert b"/api/v1/openapi.json" in script.content
    policy = page["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
