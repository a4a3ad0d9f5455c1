"""When and by whom a request was tied to a case, and whether it asks for more than its fix."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


def carry_over(apps, schema_editor):
    """What was tied before was so from the start, by whoever put the case down."""
    ties = apps.get_model('vendor', 'RequestTie')
    rows = apps.get_model('vendor', 'VendorCase').objects.filter(requests__isnull=False)
    there = rows.values_list('pk', 'requests', 'proposed_at', 'proposed_by')
    ties.objects.bulk_create(
        (
            ties(case_id=case, request_id=request, at=at, by_id=by)
            for case, request, at, by in there
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0001_tables'),
        ('vendor', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='RequestTie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asks_more', models.BooleanField(default=False)),
                    ('at', models.DateTimeField()),
                    ('resolved_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='request_ties', to='vendor.vendorcase')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_ties', to='desk.request')),
                ],
                options={
                    'ordering': ('request', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('case', 'request'), name='a_request_waits_for_a_case_once')],
                },
            ),
        ]),
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name='vendorcase', name='requests'),
        migrations.AddField(
            model_name='vendorcase',
            name='requests',
            field=models.ManyToManyField(blank=True, related_name='vendor_cases', through='vendor.RequestTie', to='desk.request'),
        ),
    ]
