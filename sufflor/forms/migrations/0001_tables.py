import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('forms', '0001_forms_and_their_versions')]

    initial = True

    dependencies = [
        ('organization', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('asks_for', models.CharField(choices=[('practical', 'Help with how to do something'), ('error', 'Something that does not work'), ('professional', 'A professional question'), ('deletion', 'Deleting or correcting'), ('access', 'Access to the system'), ('change', 'A change of the system'), ('privacy', 'Information gone astray'), ('feedback', 'Feedback')], default='practical', max_length=20)),
                ('record_class', models.CharField(choices=[('none', 'Not kept in the archive'), ('on_close', 'Kept in the archive when it is resolved'), ('always', 'Kept in the archive as soon as it comes')], default='none', max_length=20)),
                ('is_confidential', models.BooleanField(default=False)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('retired_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('position', 'slug'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at__isnull', True), ('retired_by__isnull', True)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='a_form_is_retired_by_someone_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='forms.form')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('form', '-number'),
                'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='a_form_has_a_version_of_a_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='the_first_version_of_a_form_is_one'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), ('published_by__isnull', True), _connector='OR'), name='a_version_is_published_at_some_time'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('published_at__gte', models.F('made_at')), _connector='OR'), name='a_version_is_published_after_it_is_made')],
            },
        ),
    ]
