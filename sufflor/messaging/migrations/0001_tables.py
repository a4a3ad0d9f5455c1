import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sufflor.messaging.models.preferences
from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('messaging', '0001_initial'), ('messaging', '0002_digests'), ('messaging', '0003_begin_anew'), ('messaging', '0004_hour_announcements'), ('messaging', '0005_mail_in')]

    initial = True

    dependencies = [
        ('announcements', '0001_tables'),
        ('desk', '0001_tables'),
        ('organization', '__first__'),
        ('questions', '0001_tables'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Heartbeat',
                fields=[
                    ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                    ('seen_at', models.DateTimeField()),
                    ('trouble', models.CharField(blank=True, max_length=500)),
                    ('trouble_since', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('trouble', ''), ('trouble_since__isnull', True)), models.Q(models.Q(('trouble', ''), _negated=True), ('trouble_since__isnull', False)), _connector='OR'), name='trouble_has_a_beginning')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, max_length=500)),
                    ('name', models.CharField(max_length=100)),
                    ('planned_at', models.DateTimeField()),
                    ('next_at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('dead_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('dead_at', None), ('done_at', None)), fields=['next_at'], name='messaging_jobs_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('name', 'planned_at'), name='a_job_is_planned_once'), models.CheckConstraint(condition=models.Q(('done_at', None), ('dead_at', None), _connector='OR'), name='a_job_done_is_not_given_up'), models.CheckConstraint(condition=models.Q(('dead_at', None), models.Q(('fault', ''), _negated=True), _connector='OR'), name='a_job_is_given_up_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Preference',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='preference', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('notices', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, at 07.30'), ('critical', 'Only what is critical'), ('never', 'Not by e-mail')], default='critical', max_length=8)),
                    ('answers', models.BooleanField(default=True)),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=5)),
                    ('token', models.CharField(default=sufflor.messaging.models.preferences.new_token, max_length=64, unique=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('token', ''), _negated=True), name='an_unsubscribe_token_is_there'), models.CheckConstraint(condition=models.Q(('notices__in', ['at_once', 'daily', 'critical', 'never'])), name='notices_come_in_a_known_way')],
                },
            ),
            migrations.CreateModel(
                name='Received',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, max_length=500)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('message_id', models.CharField(blank=True, max_length=200)),
                    ('sender', models.CharField(blank=True, max_length=254)),
                    ('sender_name', models.CharField(blank=True, max_length=200)),
                    ('subject', models.CharField(blank=True, max_length=300)),
                    ('text', models.TextField(blank=True)),
                    ('attachments', models.JSONField(blank=True, default=list)),
                    ('fate', models.CharField(choices=[('new', 'Not read yet'), ('queued', 'Waits until the door opens'), ('held', 'To be checked'), ('written', 'Written on a request'), ('opened', 'A new request'), ('ignored', 'Not for people'), ('discarded', 'Discarded')], default='new', max_length=12)),
                    ('why', models.CharField(blank=True, choices=[('unknown_sender', 'Nobody here has the address that it was sent from.'), ('other_address', 'It answers a request, but comes from another address.'), ('not_theirs', 'It answers a request that the sender does not follow any more.'), ('forged', 'The mail server says that the sender may not be who it seems to be.'), ('holds_number', 'It holds what looks like a national identity number.'), ('says_nothing', 'There is nothing to read in it.'), ('too_large', 'It is larger than 25 MB, and lies in the mailbox with a flag.'), ('unreadable', 'It could not be read.'), ('refused', 'The request would not take it.'), ('closed', 'E-mail was closed when it came.'), ('automatic', 'It was sent by a machine.'), ('list', 'It was sent to many.'), ('bounce', 'It says that mail of ours could not be delivered.'), ('ours', 'We sent it ourselves.')], max_length=20)),
                    ('said', models.CharField(blank=True, max_length=500)),
                    ('received_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='received', to='desk.request')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['fate', 'received_at'], name='messaging_received_fate'), models.Index(fields=['settled_at'], name='messaging_received_settled')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fate__in', ('new', 'queued', 'held')), ('settled_at', None)), models.Q(models.Q(('fate__in', ('new', 'queued', 'held')), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='a_mail_is_settled_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('fate__in', ['held', 'queued', 'ignored']), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='a_mail_waits_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, max_length=500)),
                    ('kind', models.CharField(max_length=30)),
                    ('about', models.CharField(max_length=80)),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('message_id', models.CharField(max_length=200, unique=True)),
                    ('language', models.CharField(default='nb', max_length=5)),
                    ('state', models.CharField(choices=[('ready', 'Waits'), ('sending', 'Being sent'), ('sent', 'Sent'), ('dead', 'Given up'), ('dropped', 'Not sent')], default='ready', max_length=8)),
                    ('created_at', models.DateTimeField()),
                    ('next_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('unsure', models.PositiveSmallIntegerField(default=0)),
                    ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
                    ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='messaging.received')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'next_at'], name='messaging_waiting'), models.Index(fields=['sent_at'], name='messaging_sent')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='a_sent_mail_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['dead', 'dropped']), _negated=True), models.Q(('fault', ''), _negated=True), _connector='OR'), name='a_mail_is_given_up_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='a_mail_is_being_sent_by_somebody'), models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'sending', 'sent', 'dead', 'dropped'])), name='a_mail_is_in_a_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('answers__isnull', True), ('recipient__isnull', False)), models.Q(('answers__isnull', False), ('recipient__isnull', True)), _connector='OR'), name='a_mail_goes_to_a_person_or_answers_a_mail')],
                },
            ),
            migrations.CreateModel(
                name='Digest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('planned_at', models.DateTimeField(unique=True)),
                    ('notices', models.ManyToManyField(related_name='digests', through='messaging.DigestNotice', to='announcements.notice')),
                ],
                options={
                    'ordering': ('planned_at',),
                },
            ),
            migrations.CreateModel(
                name='DigestNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='messaging.digest')),
                    ('notice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='announcements.notice')),
                ],
            ),
            migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField()),
                    ('says', models.CharField(choices=[('day-before', 'The day before'), ('hour-before', 'An hour before'), ('moved', 'Moved'), ('cancelled', 'Called off'), ('held-again', 'Held after all')], max_length=12)),
                    ('kind', models.CharField(choices=[('oppstart', 'Joint start of the day'), ('avslutning', 'Joint end of the day'), ('ekstra', 'Extra question hour')], max_length=12)),
                    ('own_title', models.CharField(blank=True, max_length=120)),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('room', models.CharField(blank=True, max_length=120)),
                    ('at', models.DateTimeField()),
                    ('hour', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='announcements', to='questions.questionhour')),
                    ('notice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='announcement', to='announcements.notice')),
                ],
                options={
                    'ordering': ('pk',),
                    'indexes': [models.Index(fields=['number'], name='messaging_hour_said'), models.Index(fields=['closes_at'], name='messaging_hour_still')],
                },
            ),
            migrations.CreateModel(
                name='MailboxVisit',
                fields=[
                    ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('trouble', models.CharField(blank=True, max_length=500)),
                    ('trouble_since', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('trouble', ''), ('trouble_since__isnull', True)), models.Q(models.Q(('trouble', ''), _negated=True), ('trouble_since__isnull', False)), _connector='OR'), name='trouble_with_the_mailbox_has_a_beginning')],
                },
            ),
            migrations.CreateModel(
                name='RawMail',
                fields=[
                    ('received', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='raw_mail', serialize=False, to='messaging.received')),
                    ('content', models.BinaryField()),
                    ('is_whole', models.BooleanField(default=True)),
                ],
            ),
        ]),
    ]
