"""Their words are messages now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_replies_become_messages")]

    operations = [migrations.DeleteModel(name="Reply")]
