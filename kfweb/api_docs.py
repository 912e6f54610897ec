"""
The API's pages, made from its own schema: no script, nothing from another host.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a request or an answer.
    """

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Body:
    """
    What is sent or answered: a title and its fields.
    """

    title: str
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class Operation:
    """
    One thing that can be done: a verb at a path.
    """

    id: str
    verb: str
    path: str
    title: str
    about: str
    parameters: list[Field]
    bodies: list[Body]
    answers: list[Body]


class Pages(DocsBase):
    """
    One page that lists every operation with what it takes and answers.
    """

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        context = {
            "info": schema["info"],
            "groups": groups(schema),
            "openapi": self.get_openapi_url(api, kwargs),
        }
        return render(request, "kfweb/api.html", context)


def groups(schema: Schema) -> dict[str, list[Operation]]:
    """
    The schema's operations by their first tag.
    """
    found: dict[str, list[Operation]] = {}
    for path, verbs in schema["paths"].items():
        for verb, described in verbs.items():
            tag = (described.get("tags") or ["api"])[0]
            found.setdefault(tag, []).append(_operation(schema, path, verb, described))
    return found


def _operation(schema: Schema, path: str, verb: str, described: Schema) -> Operation:
    sent = described.get("requestBody", {}).get("content", {})
    answered = described.get("responses", {})
    return Operation(
        id=described["operationId"],
        verb=verb.upper(),
        path=path,
        title=described.get("summary", ""),
        about=described.get("description", ""),
        parameters=[
            Field(one["name"], _kind(one["schema"]), one.get("required", False), one["in"])
            for one in described.get("parameters", [])
        ],
        bodies=[Body(kind, _fields(schema, content["schema"])) for kind, content in sent.items()],
        answers=[
            Body(str(status), _fields(schema, content.get("schema", {})))
            for status, response in answered.items()
            for content in response.get("content", {"": {}}).values()
        ],
    )


def _fields(schema: Schema, shape: Schema) -> list[Field]:
    shape = _resolved(schema, shape.get("items", shape))
    required = set(shape.get("required", ()))
    return [
        Field(name, _kind(part), name in required, part.get("description", ""))
        for name, part in shape.get("properties", {}).items()
    ]


def _resolved(schema: Schema, shape: Schema) -> Schema:
    if "$ref" not in shape:
        return shape
    found: Schema = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return found


def _kind(shape: Schema) -> str:
    """
    A field's type in a few words.
    """
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if choices := shape.get("anyOf") or shape.get("oneOf"):
        return " or ".join(_kind(choice) for choice in choices)
    if "enum" in shape:
        return " or ".join(repr(value) for value in shape["enum"])
    if "const" in shape:
        return repr(shape["const"])
    if shape.get("type") == "array":
        return f"list of {_kind(shape.get('items', {}))}"
    return str(shape.get("format") or shape.get("type") or "anything")
