from django.db import migrations
from django.db.models import F


def release(apps, schema_editor):
    """Until now every notice was shown, found and told of in the moment it was posted."""
    Notice = apps.get_model("announcements", "Notice")
    Notice.objects.filter(released_at=None).update(released_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [("announcements", "0004_released_at")]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
