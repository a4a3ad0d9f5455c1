import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('announcements', '0001_initial'), ('announcements', '0002_translations'), ('announcements', '0003_corrections_in_their_language'), ('announcements', '0004_released_at'), ('announcements', '0005_what_was_shown_is_released'), ('announcements', '0006_targets'), ('announcements', '0007_notice_key'), ('announcements', '0008_notices_to_release')]

    initial = True

    dependencies = [
        ('organization', '0001_tables'),
        ('organization', '__first__'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=160)),
                    ('body', models.TextField(max_length=10000)),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=2)),
                    ('contact', models.CharField(max_length=160)),
                    ('is_critical', models.BooleanField(default=False)),
                    ('expires_at', models.DateTimeField(blank=True, null=True)),
                    ('published_at', models.DateTimeField()),
                    ('pinned_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('pinned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='organization.unit')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('key', models.CharField(blank=True, max_length=80)),
                ],
                options={
                    'indexes': [models.Index(fields=['-published_at'], name='notices_newest'), models.Index(condition=models.Q(('released_at', None), ('withdrawn_at', None)), fields=['published_at'], name='notices_to_release')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_critical', False), ('expires_at__isnull', False), _connector='OR'), name='a_critical_notice_expires'), models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='a_notice_expires_after_it_is_published'), models.CheckConstraint(condition=models.Q(models.Q(('pinned_at__isnull', True), ('pinned_by__isnull', True)), models.Q(('pinned_at__isnull', False), ('pinned_by__isnull', False)), _connector='OR'), name='a_notice_is_pinned_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='a_notice_is_withdrawn_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(('released_at__isnull', True), ('released_at__gte', models.F('published_at')), _connector='OR'), name='a_notice_is_released_when_it_is_shown'), models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='a_notice_with_a_key_is_posted_once')],
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title_before', models.CharField(max_length=160)),
                    ('title_after', models.CharField(blank=True, max_length=160)),
                    ('body_before', models.TextField()),
                    ('body_after', models.TextField(blank=True)),
                    ('reason', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='announcements.notice')),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=2)),
                ],
                options={
                    'ordering': ('at', 'id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_correction_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='NoticeTag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tag', models.CharField(choices=[('driftsstans', 'Disruption'), ('ny-losning', 'New solution'), ('rutine', 'Routine'), ('sporretime', 'Question hour')], max_length=20)),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='announcements.notice')),
                ],
                options={
                    'ordering': ('tag',),
                    'constraints': [models.UniqueConstraint(fields=('notice', 'tag'), name='a_notice_has_a_tag_once')],
                },
            ),
            migrations.CreateModel(
                name='Translation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], max_length=2)),
                    ('title', models.CharField(max_length=160)),
                    ('body', models.TextField(max_length=10000)),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='announcements.notice')),
                ],
                options={
                    'ordering': ('language',),
                    'constraints': [models.UniqueConstraint(fields=('notice', 'language'), name='a_notice_is_said_once_in_a_language'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('body', ''), _negated=True)), name='a_translation_has_title_and_text')],
                },
            ),
            migrations.CreateModel(
                name='FollowedArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='organization.casearea')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed_areas', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'area'), name='an_area_is_followed_once')],
                },
            ),
            migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('work_role', models.CharField(blank=True, choices=[('saksbehandler', 'Case handlers'), ('leder', 'Managers'), ('arkivar', 'Records officers')], max_length=20)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.casearea')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='announcements.notice')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.unit')),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('unit__isnull', False), models.Q(('work_role', ''), _negated=True), ('area__isnull', False), _connector='OR'), name='a_target_is_not_everyone')],
                },
            ),
        ]),
    ]
