"""The words of replies are messages now, and what is under way has a time to be looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_replies_become_messages")]

    operations = [
        migrations.DeleteModel(name="Reply"),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('look_at__isnull', False), ('state__in', ('new', 'open', 'waiting_user', 'waiting_vendor', 'waiting_other'))), models.Q(models.Q(('state__in', ('new', 'open', 'waiting_user', 'waiting_vendor', 'waiting_other')), _negated=True), ('look_at__isnull', True)), _connector='OR'), name='what_is_under_way_is_looked_at'),
        ),
    ]
