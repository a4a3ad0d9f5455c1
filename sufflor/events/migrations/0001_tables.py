import django.db.models.deletion
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('events', '0001_initial'), ('events', '0002_outgoing')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Topic',
                fields=[
                    ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ('revision', models.BigIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=60)),
                    ('about', models.CharField(max_length=80)),
                    ('by', models.CharField(blank=True, max_length=80)),
                    ('at', models.DateTimeField()),
                    ('details', models.JSONField(default=dict)),
                ],
                options={
                    'indexes': [models.Index(fields=['about', 'id'], name='events_about'), models.Index(fields=['verb', 'id'], name='events_verb')],
                },
            ),
            migrations.CreateModel(
                name='TopicItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('topic', models.CharField(max_length=60)),
                    ('item', models.BigIntegerField()),
                    ('count', models.IntegerField(default=0)),
                    ('count_revision', models.BigIntegerField(default=0)),
                    ('change_revision', models.BigIntegerField(default=0)),
                ],
                options={
                    'indexes': [models.Index(fields=['topic', 'count_revision'], name='events_counted'), models.Index(fields=['topic', 'change_revision'], name='events_changed')],
                    'constraints': [models.UniqueConstraint(fields=('topic', 'item'), name='one_row_per_item_of_a_topic'), models.CheckConstraint(condition=models.Q(('count__gte', 0)), name='a_count_is_never_negative')],
                },
            ),
            migrations.CreateModel(
                name='Outgoing',
                fields=[
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('fault', models.CharField(blank=True, max_length=500)),
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outgoing', serialize=False, to='events.event')),
                    ('due_at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('dead_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('dead_at', None), ('done_at', None)), fields=['due_at'], name='events_outgoing_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('done_at', None), ('dead_at', None), _connector='OR'), name='an_event_told_is_not_given_up'), models.CheckConstraint(condition=models.Q(('dead_at', None), models.Q(('fault', ''), _negated=True), _connector='OR'), name='an_event_is_given_up_for_a_reason')],
                },
            ),
        ]),
    ]
