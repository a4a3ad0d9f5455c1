import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_tables'),
        ('organization', '__first__'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ChangeRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=160)),
                    ('need', models.TextField(max_length=2000)),
                    ('benefit', models.TextField(blank=True, max_length=2000)),
                    ('workaround', models.TextField(blank=True, max_length=2000)),
                    ('how_many', models.CharField(blank=True, choices=[('en', 'One person'), ('noen', 'A few'), ('enheten', 'All of a unit'), ('alle', 'Many units')], max_length=10)),
                    ('how_often', models.CharField(blank=True, choices=[('daglig', 'Every day'), ('ukentlig', 'Every week'), ('manedlig', 'Every month'), ('sjeldnere', 'More rarely')], max_length=10)),
                    ('language', models.CharField(default='nb', max_length=5)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('assessed', 'Under assessment'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('sent', 'Sent to the vendor'), ('planned', 'Planned'), ('delivered', 'Delivered'), ('verified', 'Delivered, and verified')], default='proposed', max_length=10)),
                    ('version', models.CharField(blank=True, max_length=40)),
                    ('origin', models.CharField(blank=True, max_length=80)),
                    ('submission', models.UUIDField(blank=True, null=True)),
                    ('opened_at', models.DateTimeField()),
                    ('shown_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField()),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('people', models.PositiveIntegerField(default=0)),
                    ('units', models.PositiveIntegerField(default=0)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='change_requests', to='organization.casearea')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='change_requests.changerequest')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shown_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-changed_at', '-pk'),
                    'indexes': [models.Index(fields=['state', '-changed_at'], name='changes_by_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('need', ''), _negated=True)), name='a_change_says_what_is_needed'), models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='what_is_told_once_is_one_change'), models.UniqueConstraint(fields=('submission',), name='a_change_sent_twice_is_sent_once'), models.CheckConstraint(condition=models.Q(models.Q(('shown_at__isnull', True), ('shown_by__isnull', True)), models.Q(('shown_at__isnull', False), ('shown_by__isnull', False)), _connector='OR'), name='a_change_is_shown_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'declined']), ('shown_at__isnull', False), _connector='OR'), name='what_is_worked_on_is_shown'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'planned'), _negated=True), models.Q(('version', ''), _negated=True), _connector='OR'), name='a_planned_change_says_in_which_version'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='a_change_is_not_taken_into_itself')],
                },
            ),
            migrations.CreateModel(
                name='Backing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sentence', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('works_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backed_changes', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organization.unit')),
                    ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backings', to='change_requests.changerequest')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('change', 'person'), name='a_person_backs_a_change_once')],
                },
            ),
            migrations.CreateModel(
                name='Step',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state_before', models.CharField(choices=[('proposed', 'Proposed'), ('assessed', 'Under assessment'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('sent', 'Sent to the vendor'), ('planned', 'Planned'), ('delivered', 'Delivered'), ('verified', 'Delivered, and verified')], max_length=10)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('assessed', 'Under assessment'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('sent', 'Sent to the vendor'), ('planned', 'Planned'), ('delivered', 'Delivered'), ('verified', 'Delivered, and verified')], max_length=10)),
                    ('text', models.TextField(max_length=1000)),
                    ('tested', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='change_requests.changerequest')),
                ],
                options={
                    'ordering': ('-at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_step_of_a_change_tells_why')],
                },
            ),
        ]),
    ]
