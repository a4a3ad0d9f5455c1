import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('known_errors', '0001_initial')]

    initial = True

    dependencies = [
        ('organization', '0001_tables'),
        ('organization', '__first__'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='KnownError',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=160)),
                    ('seen', models.TextField(max_length=2000)),
                    ('workaround', models.TextField(blank=True, max_length=2000)),
                    ('language', models.CharField(default='nb', max_length=5)),
                    ('work_role', models.CharField(choices=[('alle', 'Everyone'), ('saksbehandler', 'Case handler'), ('leder', 'Manager'), ('arkivar', 'Records officer')], default='alle', max_length=20)),
                    ('state', models.CharField(choices=[('candidate', 'Candidate'), ('confirmed', 'Confirmed'), ('reported', 'Reported to the vendor'), ('planned', 'Fix planned'), ('fixed', 'Fixed'), ('verified', 'Fix verified'), ('closed', 'Closed'), ('wont_fix', 'Will not be fixed')], default='candidate', max_length=10)),
                    ('version', models.CharField(blank=True, max_length=40)),
                    ('next_update_at', models.DateTimeField(blank=True, null=True)),
                    ('origin', models.CharField(blank=True, max_length=80)),
                    ('opened_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField()),
                    ('areas', models.ManyToManyField(related_name='known_errors', to='organization.casearea')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='known_errors.knownerror')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_errors', to=settings.AUTH_USER_MODEL)),
                    ('units', models.ManyToManyField(blank=True, related_name='known_errors', to='organization.unit')),
                ],
                options={
                    'ordering': ('-changed_at', '-pk'),
                    'indexes': [models.Index(fields=['state', '-changed_at'], name='known_errors_by_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('seen', ''), _negated=True)), name='an_error_says_what_one_sees'), models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='what_is_told_once_is_one_error'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='an_error_is_confirmed_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('confirmed', 'reported', 'planned')), _negated=True), models.Q(('confirmed_at__isnull', False), ('next_update_at__isnull', False), ('owner__isnull', False)), _connector='OR'), name='what_is_under_way_has_an_owner_and_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'planned'), _negated=True), models.Q(('version', ''), _negated=True), _connector='OR'), name='a_planned_fix_says_in_which_version'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='an_error_is_not_taken_into_itself')],
                },
            ),
            migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sentence', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('works_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_errors', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organization.unit')),
                    ('error', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to='known_errors.knownerror')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('error', 'person'), name='an_error_concerns_a_person_once')],
                },
            ),
            migrations.CreateModel(
                name='Step',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state_before', models.CharField(choices=[('candidate', 'Candidate'), ('confirmed', 'Confirmed'), ('reported', 'Reported to the vendor'), ('planned', 'Fix planned'), ('fixed', 'Fixed'), ('verified', 'Fix verified'), ('closed', 'Closed'), ('wont_fix', 'Will not be fixed')], max_length=10)),
                    ('state', models.CharField(choices=[('candidate', 'Candidate'), ('confirmed', 'Confirmed'), ('reported', 'Reported to the vendor'), ('planned', 'Fix planned'), ('fixed', 'Fixed'), ('verified', 'Fix verified'), ('closed', 'Closed'), ('wont_fix', 'Will not be fixed')], max_length=10)),
                    ('sentence', models.CharField(max_length=300)),
                    ('workaround_before', models.TextField(blank=True)),
                    ('workaround', models.TextField(blank=True)),
                    ('tested', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('error', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='known_errors.knownerror')),
                ],
                options={
                    'ordering': ('-at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('sentence', ''), _negated=True), name='a_step_tells_something')],
                },
            ),
        ]),
    ]
