import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('rollout', '0001_initial'), ('rollout', '0002_planner')]

    initial = True

    dependencies = [
        ('organization', '__first__'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='WayIn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('kind', models.CharField(choices=[('form', 'Form'), ('phone', 'Phone'), ('email', 'E-mail'), ('question_hour', 'Question hour')], max_length=14)),
                    ('contact', models.CharField(blank=True, max_length=120)),
                    ('url', models.URLField(blank=True, max_length=300)),
                    ('urgency', models.CharField(blank=True, choices=[('privacy', 'Privacy incident'), ('deadline', 'Statutory deadline'), ('sign_in', 'Cannot sign in'), ('accessibility', 'Accessibility')], max_length=14)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    'ordering': ('position', 'slug'),
                },
            ),
            migrations.CreateModel(
                name='Rollout',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('system', models.CharField(blank=True, max_length=80)),
                    ('replaces', models.CharField(blank=True, max_length=80)),
                    ('known', models.TextField(blank=True)),
                    ('known_nn', models.TextField(blank=True)),
                    ('known_en', models.TextField(blank=True)),
                    ('awaiting', models.TextField(blank=True)),
                    ('awaiting_nn', models.TextField(blank=True)),
                    ('awaiting_en', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('called_off_at', models.DateTimeField(blank=True, null=True)),
                    ('called_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('called_off_why', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('name',), name='a_rollout_has_a_name_of_its_own'), models.CheckConstraint(condition=models.Q(models.Q(('called_off_at__isnull', True), ('called_off_by__isnull', True), ('called_off_why', '')), models.Q(('called_off_at__isnull', False), ('called_off_by__isnull', False), models.Q(('called_off_why', ''), _negated=True)), _connector='OR'), name='a_rollout_is_called_off_by_someone_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='RolloutDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('date', models.DateField()),
                    ('rollout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='rollout.rollout')),
                ],
                options={
                    'ordering': ('date',),
                    'constraints': [models.UniqueConstraint(fields=('rollout', 'date'), name='a_rollout_has_each_date_once')],
                },
            ),
            migrations.CreateModel(
                name='Policy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('replaced', 'Replaced')], max_length=10)),
                    ('rollout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policies', to='rollout.rollout')),
                    ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='rollout.wayin')),
                    ('way_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='policies', to='rollout.wayin')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('rollout', 'way_in'), name='a_rollout_says_one_thing_about_a_way_in'), models.CheckConstraint(condition=models.Q(models.Q(('replaced_by__isnull', False), ('state', 'replaced')), models.Q(models.Q(('state', 'replaced'), _negated=True), ('replaced_by__isnull', True)), _connector='OR'), name='only_a_replaced_way_in_has_a_replacement'), models.CheckConstraint(condition=models.Q(('replaced_by__isnull', True), models.Q(('replaced_by', models.F('way_in')), _negated=True), _connector='OR'), name='a_way_in_does_not_replace_itself')],
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('replaced', 'Replaced')], max_length=10)),
                    ('from_at', models.DateTimeField()),
                    ('to_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('way_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='rollout.wayin')),
                ],
                options={
                    'ordering': ('-at', '-id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='an_override_opens_or_closes'), models.CheckConstraint(condition=models.Q(('to_at__isnull', True), ('to_at__gt', models.F('from_at')), _connector='OR'), name='an_override_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_override_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='an_override_is_undone_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='ChecklistItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('templates', 'Templates for answers are ready'), ('rehearsal', 'A rehearsal is done'), ('own', 'Own item')], max_length=10)),
                    ('text', models.CharField(blank=True, max_length=200)),
                    ('added_at', models.DateTimeField()),
                    ('ticked_at', models.DateTimeField(blank=True, null=True)),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rollout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklist', to='rollout.rollout')),
                    ('ticked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'own'), _negated=True), fields=('rollout', 'kind'), name='a_rollout_has_each_standing_item_once'), models.UniqueConstraint(condition=models.Q(('kind', 'own')), fields=('rollout', 'text'), name='an_own_item_stands_on_a_list_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'own'), models.Q(('text', ''), _negated=True)), models.Q(models.Q(('kind', 'own'), _negated=True), ('text', '')), _connector='OR'), name='only_an_own_item_has_words_of_its_own'), models.CheckConstraint(condition=models.Q(models.Q(('ticked_at__isnull', True), ('ticked_by__isnull', True)), models.Q(('ticked_at__isnull', False), ('ticked_by__isnull', False)), _connector='OR'), name='an_item_is_ticked_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='ModeChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('course', models.CharField(choices=[('normal', 'Normal operation'), ('rollout', 'Rollout mode'), ('plan', 'As the dates say')], max_length=8)),
                    ('to_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rollout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mode_changes', to='rollout.rollout')),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-at', '-id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_at__isnull', True), ('to_at__gt', models.F('at')), _connector='OR'), name='a_mode_change_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('course', 'plan'), _negated=True), ('to_at__isnull', True), _connector='OR'), name='following_the_plan_has_no_end'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_mode_change_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='a_mode_change_is_undone_by_someone_at_some_time')],
                },
            ),
        ]),
    ]
