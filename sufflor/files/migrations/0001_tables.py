import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('files', '0001_initial')]

    initial = True

    dependencies = [
        ('organization', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('held', 'Being checked'), ('clean', 'Ready'), ('infected', 'Holds a virus')], default='held', max_length=10)),
                ('finding', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('uploaded_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('about', ''), _negated=True), fields=['about'], name='files_about'), models.Index(condition=models.Q(('about', '')), fields=['uploaded_by'], name='files_drafts'), models.Index(condition=models.Q(('state', 'held')), fields=['asked_at'], name='files_held')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_file_has_a_name'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='a_file_holds_something'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('state', 'held')), models.Q(models.Q(('state', 'held'), _negated=True), ('checked_at__isnull', False)), _connector='OR'), name='a_file_is_held_until_it_is_checked'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'infected'), models.Q(('finding', ''), _negated=True)), models.Q(models.Q(('state', 'infected'), _negated=True), ('finding', '')), _connector='OR'), name='an_infected_file_says_what_was_found'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='a_file_is_removed_by_somebody')],
            },
        ),
    ]
