"""The JSON Schema of a model over hand-written YAML, for editors.

In: a model whose field descriptions and examples are written for the people who edit the file. Out: a schema that
underlines nothing that the reader accepts.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class _EditorSchema(GenerateJsonSchema):
    """Draft 2020-12 as an editor needs it: what the reader accepts as text or as a list must not be underlined."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text may look like a number, a truth value or nothing to YAML."""
        return {**super().str_schema(schema), "type": ["string", "number", "boolean", "null"]}

    def list_schema(self, schema: core_schema.ListSchema) -> JsonSchemaValue:
        """A list of one may be written as the one."""
        array = super().list_schema(schema)
        return {"anyOf": [array["items"], array]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A key without a value counts as not given."""
        return {**super().dict_schema(schema), "type": ["object", "null"]}


def json_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The JSON Schema of a file that `model` reads, for editors."""
    schema = model.model_json_schema(schema_generator=_EditorSchema)
    return {"$schema": _EditorSchema.schema_dialect, **schema, "title": title}
