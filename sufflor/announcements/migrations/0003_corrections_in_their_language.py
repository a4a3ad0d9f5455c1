from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_their_language(apps, schema_editor):
    """Until now a notice had one language, and its corrections were in that."""
    Correction = apps.get_model("announcements", "Correction")
    Notice = apps.get_model("announcements", "Notice")
    written = Notice.objects.filter(pk=OuterRef("notice_id")).values("language")
    Correction.objects.update(language=Subquery(written))


class Migration(migrations.Migration):
    dependencies = [("announcements", "0002_translations")]

    operations = [migrations.RunPython(name_their_language, migrations.RunPython.noop)]
