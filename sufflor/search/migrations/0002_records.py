"""The index of texts with a circle of readers of their own."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE VIRTUAL TABLE search_records USING fts5"
    " (tokens, tokenize = 'ascii', detail = 'none', columnsize = 0)",
)
POSTGRES = (
    "CREATE TABLE search_records (number bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX search_records_gin ON search_records USING gin (tokens)"
    " WITH (fastupdate = off)",
)


def create_records(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRES if is_postgres else SQLITE:
        schema_editor.execute(statement)


def drop_records(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE search_records")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents_and_tokens")]

    operations = [migrations.RunPython(create_records, drop_records)]
