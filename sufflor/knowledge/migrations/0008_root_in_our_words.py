from django.db import migrations


def rename(apps, schema_editor):
    """What is above all sections is called as it is in bokmål and nynorsk alike. Editors with one
    section never see it; who edits all has it first in every path."""
    for model, fields in (("Page", ("title", "draft_title")), ("Collection", ("name",))):
        there = apps.get_model("wagtailcore", model).objects
        for field in fields:
            there.filter(depth=1, **{field: "Root"}).update(**{field: "Kunnskap"})


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0007_suggested_changes"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
