import django.db.models.deletion
from django.db import migrations, models

# What is indexed already stands as it is; any number is as good as another.
FIRST = "INSERT INTO search_edition (document_id, number, title) SELECT id, id, '' FROM search_document"


class Migration(migrations.Migration):
    dependencies = [("search", "0004_what_editors_add_and_readers_ask")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="search.document",
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("title", models.TextField(blank=True)),
            ],
            options={"indexes": [models.Index(fields=["number"], name="search_editions")]},
        ),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
    ]
