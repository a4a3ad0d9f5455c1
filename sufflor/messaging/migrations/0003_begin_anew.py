from django.db import migrations
from django.utils import timezone


def unsay(apps, schema_editor):
    """Until now "never" was what a person had who had said nothing, and nobody could say it."""
    Preference = apps.get_model("messaging", "Preference")
    Preference.objects.filter(notices="never").update(notices="critical")


def let_the_first_digest_begin_with_what_is_new(apps, schema_editor):
    """What was posted before there were digests is told by none of them."""
    Digest = apps.get_model("messaging", "Digest")
    DigestNotice = apps.get_model("messaging", "DigestNotice")
    notices = apps.get_model("announcements", "Notice").objects.filter(released_at__isnull=False)
    if notices.exists():
        digest = Digest.objects.create(planned_at=timezone.now())
        DigestNotice.objects.bulk_create(
            DigestNotice(digest=digest, notice=notice) for notice in notices
        )


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_digests")]

    operations = [
        migrations.RunPython(unsay, migrations.RunPython.noop),
        migrations.RunPython(
            let_the_first_digest_begin_with_what_is_new, migrations.RunPython.noop
        ),
    ]
