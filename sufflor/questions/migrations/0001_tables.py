import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('questions', '0001_initial'), ('questions', '0002_hours_whole'), ('questions', '0003_ends_held'), ('questions', '0004_raised'), ('questions', '0005_from_error')]

    initial = True

    dependencies = [
        ('desk', '0001_tables'),
        ('knowledge', '0001_tables'),
        ('known_errors', '0001_tables'),
        ('organization', '0001_tables'),
        ('organization', '__first__'),
        ('rollout', '0001_tables'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='QuestionHour',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('oppstart', 'Joint start of the day'), ('avslutning', 'Joint end of the day'), ('ekstra', 'Extra question hour')], max_length=12)),
                    ('slug', models.SlugField(max_length=40, unique=True)),
                    ('own_title', models.CharField(blank=True, max_length=120)),
                    ('date', models.DateField()),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('collects_from', models.DateTimeField()),
                    ('room', models.CharField(blank=True, max_length=120)),
                    ('video_url', models.URLField(blank=True, max_length=500)),
                    ('moderation', models.CharField(choices=[('after', 'Shown at once'), ('before', 'Shown when a host has read it')], default='after', max_length=8)),
                    ('names', models.CharField(choices=[('hosts', 'Only hosts and those who answer'), ('unit', 'Everyone sees the unit'), ('everyone', 'Everyone sees the name')], default='hosts', max_length=10)),
                    ('changed_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rollout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='question_hours', to='rollout.rollout')),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('cancelled_why', models.CharField(blank=True, max_length=300)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rehearsal_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rehearsals', to='questions.questionhour')),
                    ('status_text', models.TextField(blank=True, max_length=4000)),
                    ('now_answering', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.question')),
                ],
                options={
                    'ordering': ('opens_at', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='hour_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('collects_from__lte', models.F('opens_at'))), name='hour_collects_before_it_opens'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='an_hour_is_changed_by_someone_at_some_time'), models.UniqueConstraint(condition=models.Q(models.Q(('kind', 'ekstra'), _negated=True), ('cancelled_at__isnull', True), ('rehearsal_of__isnull', True)), fields=('rollout', 'date', 'kind'), name='one_hour_of_a_kind_per_day_of_a_rollout'), models.UniqueConstraint(condition=models.Q(('rollout', None), models.Q(('kind', 'ekstra'), _negated=True), ('cancelled_at__isnull', True), ('rehearsal_of__isnull', True)), fields=('date', 'kind'), name='one_hour_of_a_kind_per_day_otherwise'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True), ('cancelled_why', '')), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancelled_why', ''), _negated=True)), _connector='OR'), name='an_hour_is_cancelled_by_someone_with_a_reason'), models.CheckConstraint(condition=models.Q(('finished_by__isnull', True), ('finished_at__isnull', False), _connector='OR'), name='an_hour_that_someone_finished_is_finished'), models.CheckConstraint(condition=models.Q(('rehearsal_of__isnull', True), models.Q(('rehearsal_of', models.F('id')), _negated=True), _connector='OR'), name='an_hour_does_not_rehearse_itself')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('alle', 'Everyone'), ('saksbehandler', 'Case handler'), ('leder', 'Manager'), ('arkivar', 'Records officer')], default='alle', max_length=20)),
                    ('kind', models.CharField(choices=[('question', 'Question'), ('error', 'Error')], default='question', max_length=10)),
                    ('text', models.CharField(max_length=500)),
                    ('detail', models.TextField(blank=True)),
                    ('language', models.CharField(default='nb', max_length=5)),
                    ('asked_at', models.DateTimeField()),
                    ('submission', models.UUIDField()),
                    ('vote_count', models.PositiveIntegerField(default=0)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('hidden_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='organization.casearea')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_questions', to=settings.AUTH_USER_MODEL)),
                    ('hidden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='questions.question')),
                    ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hour', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='questions.questionhour')),
                    ('edited_at', models.DateTimeField(blank=True, null=True)),
                    ('pinned_at', models.DateTimeField(blank=True, null=True)),
                    ('pinned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(models.F('hour'), django.db.models.lookups.IsNull(models.F('pinned_at'), True), models.OrderBy(models.F('vote_count'), descending=True), models.F('id'), name='questions_ranked'), models.Index(fields=['asked_by', 'asked_at'], name='questions_asked')],
                    'constraints': [models.UniqueConstraint(fields=('asked_by', 'submission'), name='one_question_per_submission'), models.CheckConstraint(condition=models.Q(('vote_count__gte', 0)), name='votes_are_never_negative'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_question_asks_something'), models.CheckConstraint(condition=models.Q(('detail__length__lte', 4000), ('text__length__lte', 500)), name='a_question_has_its_length'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='a_question_is_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_by__isnull', True)), models.Q(('hidden_at__isnull', False), ('hidden_by__isnull', False)), _connector='OR'), name='a_question_is_hidden_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='a_question_is_released_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('pinned_at__isnull', True), ('pinned_by__isnull', True)), models.Q(('pinned_at__isnull', False), ('pinned_by__isnull', False)), _connector='OR'), name='a_question_is_pinned_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='answer', serialize=False, to='questions.question')),
                    ('text', models.TextField()),
                    ('written_at', models.DateTimeField()),
                    ('edited_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.CharField(blank=True, max_length=40)),
                    ('review_date', models.DateField(blank=True, null=True)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('article', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answer', to='knowledge.article')),
                    ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='organization.unit')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='written_answers', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['-written_at'], name='questions_answered')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_answer_says_something'), models.CheckConstraint(condition=models.Q(('text__length__lte', 8000)), name='an_answer_has_its_length'), models.CheckConstraint(condition=models.Q(models.Q(('edited_at__isnull', True), ('edited_by__isnull', True)), models.Q(('edited_at__isnull', False), ('edited_by__isnull', False)), _connector='OR'), name='an_answer_is_edited_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='an_answer_is_published_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('into', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken_in', to='questions.question')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='questions.question')),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('question',), name='a_question_is_merged_into_one_other'), models.CheckConstraint(condition=models.Q(('question', models.F('into')), _negated=True), name='nothing_is_merged_into_itself'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='a_merge_is_undone_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='Vote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='questions.question')),
                    ('voter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to=settings.AUTH_USER_MODEL)),
                    ('merge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='brought', to='questions.merge')),
                ],
                options={
                    'indexes': [models.Index(fields=['voter', 'at'], name='questions_voted')],
                    'constraints': [models.UniqueConstraint(fields=('voter', 'question'), name='one_vote_per_person')],
                },
            ),
            migrations.CreateModel(
                name='AnswerEdit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_before', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='questions.answer')),
                ],
                options={
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='CarryOver',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('from_hour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_on', to='questions.questionhour')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried', to='questions.question')),
                    ('to_hour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_here', to='questions.questionhour')),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(fields=('question', 'from_hour'), name='a_question_leaves_an_hour_once'), models.CheckConstraint(condition=models.Q(('from_hour', models.F('to_hour')), _negated=True), name='a_question_is_carried_to_another_hour')],
                },
            ),
            migrations.CreateModel(
                name='Decline',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='decline', serialize=False, to='questions.question')),
                    ('reason', models.CharField(max_length=500)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_decline_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('host', 'Host'), ('answerer', 'Answers for an area')], max_length=10)),
                    ('given_at', models.DateTimeField()),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organization.casearea')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='questions.questionhour')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('kind', 'area__position', 'pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('area__isnull', True)), fields=('hour', 'person'), name='a_person_hosts_an_hour_once'), models.UniqueConstraint(condition=models.Q(('area__isnull', False)), fields=('hour', 'person', 'area'), name='a_person_answers_for_an_area_in_an_hour_once'), models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('kind', 'host')), models.Q(('area__isnull', False), ('kind', 'answerer')), _connector='OR'), name='an_answerer_has_an_area_and_a_host_has_all')],
                },
            ),
            migrations.CreateModel(
                name='ErrorReport',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='error_report', serialize=False, to='questions.question')),
                    ('wanted', models.TextField(blank=True, max_length=2000)),
                    ('steps', models.TextField(blank=True, max_length=2000)),
                    ('happened', models.TextField(blank=True, max_length=2000)),
                    ('message', models.TextField(blank=True, max_length=2000)),
                    ('scope', models.CharField(choices=[('me', 'Only me'), ('several', 'Several of us'), ('unknown', 'I do not know')], default='unknown', max_length=8)),
                ],
            ),
            migrations.CreateModel(
                name='HourTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('oppstart', 'Joint start of the day'), ('avslutning', 'Joint end of the day'), ('ekstra', 'Extra question hour')], max_length=12)),
                    ('own_title', models.CharField(blank=True, max_length=120)),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                    ('room', models.CharField(blank=True, max_length=120)),
                    ('video_url', models.URLField(blank=True, max_length=500)),
                    ('moderation', models.CharField(choices=[('after', 'Shown at once'), ('before', 'Shown when a host has read it')], default='after', max_length=8)),
                    ('names', models.CharField(choices=[('hosts', 'Only hosts and those who answer'), ('unit', 'Everyone sees the unit'), ('everyone', 'Everyone sees the name')], default='hosts', max_length=10)),
                    ('rollout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hour_templates', to='rollout.rollout')),
                ],
                options={
                    'ordering': ('opens', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('rollout', 'kind'), name='a_rollout_has_one_template_of_a_kind'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='a_template_closes_after_it_opens')],
                },
            ),
            migrations.CreateModel(
                name='Minutes',
                fields=[
                    ('hour', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='minutes', serialize=False, to='questions.questionhour')),
                    ('text', models.TextField(blank=True, max_length=8000)),
                    ('frozen_at', models.DateTimeField()),
                    ('edited_at', models.DateTimeField(blank=True, null=True)),
                    ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'minutes',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('edited_at__isnull', True), ('edited_by__isnull', True)), models.Q(('edited_at__isnull', False), ('edited_by__isnull', False)), _connector='OR'), name='minutes_are_edited_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='MinutesItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.CharField(choices=[('status', 'Status of the rollout'), ('solutions', 'Solutions since last time'), ('questions', 'New questions'), ('errors', 'New errors'), ('answers', 'Answers to the questions of the day'), ('known_errors', 'Errors we are working on'), ('carried', 'Taken on to the next hour')], max_length=12)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('outcome', models.CharField(choices=[('answered', 'Answered'), ('owed', 'Answer in writing to come'), ('carried', 'Taken on to the next hour'), ('merged', 'Taken into another question'), ('declined', 'Not answered here'), ('moved', 'Became a private request')], max_length=10)),
                    ('text', models.TextField(blank=True, max_length=8000)),
                    ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='questions.minutes')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minuted', to='questions.question')),
                ],
                options={
                    'ordering': ('section', 'position'),
                    'constraints': [models.UniqueConstraint(fields=('minutes', 'section', 'question'), name='a_question_is_minuted_once_in_a_section')],
                },
            ),
            migrations.CreateModel(
                name='MinutesEdit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_before', models.TextField(blank=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='questions.minutes')),
                    ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='questions.minutesitem')),
                ],
                options={
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='Move',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='move', serialize=False, to='questions.question')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moved_question', to='desk.request')),
                ],
            ),
            migrations.CreateModel(
                name='OwedAnswer',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='owed', serialize=False, to='questions.question')),
                    ('due_at', models.DateTimeField()),
                    ('spoken_at', models.DateTimeField(blank=True, null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owed_answers', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['due_at'], name='questions_owed')],
                },
            ),
            migrations.CreateModel(
                name='QuestionEdit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_before', models.TextField()),
                    ('detail_before', models.TextField(blank=True)),
                    ('reason', models.CharField(max_length=500)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='questions.question')),
                ],
                options={
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='Swap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField()),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('is_accepted', models.BooleanField(blank=True, null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swaps', to='questions.duty')),
                    ('to_person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_swaps', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-pk',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('duty',), name='one_open_swap_per_duty'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_accepted__isnull', True)), models.Q(('answered_at__isnull', False), ('is_accepted__isnull', False)), _connector='OR'), name='a_swap_is_answered_with_yes_or_no')],
                },
            ),
            migrations.CreateModel(
                name='Raised',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='raised', serialize=False, to='questions.question')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='raised', to='desk.request')),
                ],
            ),
            migrations.CreateModel(
                name='FromError',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='from_error', serialize=False, to='questions.question')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('error', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='question_ties', to='known_errors.knownerror')),
                ],
            ),
        ]),
    ]
