from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Tokens come ready made, so FTS5 only splits at spaces: with every character but those in ASCII
# taken as it is, and ASCII letters and digits kept.
SQLITE = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5"
    " (title, tokens, grams, tokenize = 'ascii', detail = 'column', columnsize = 0)",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab (search_tokens, 'col')",
)
# Without fastupdate a reader never pays for what a writer put off.
POSTGRES = (
    "CREATE TABLE search_tokens ("
    " document_id bigint PRIMARY KEY REFERENCES search_document (id) ON DELETE CASCADE,"
    " title tsvector NOT NULL, tokens tsvector NOT NULL, grams tsvector NOT NULL)",
    "CREATE INDEX search_tokens_gin ON search_tokens"
    " USING gin (title, tokens, grams) WITH (fastupdate = off)",
)


def create_tokens(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRES if is_postgres else SQLITE:
        schema_editor.execute(statement)


def drop_tokens(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_terms")
    schema_editor.execute("DROP TABLE search_tokens")


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=30)),
                ("url", models.CharField(max_length=500)),
                ("title", models.CharField(max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("language", models.CharField(max_length=5)),
                ("area", models.CharField(blank=True, max_length=60)),
                ("role", models.CharField(blank=True, max_length=60)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Everyone"),
                            (1, "Everyone who is signed in"),
                            (2, "Helpers"),
                        ]
                    ),
                ),
                ("validated", models.BooleanField(default=True)),
                ("updated_at", models.DateTimeField()),
                ("vector", models.TextField()),
                ("fingerprint", models.CharField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["audience", "kind"], name="search_visible")],
            },
        ),
        migrations.RunPython(create_tokens, drop_tokens),
    ]
