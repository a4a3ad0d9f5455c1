import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('organization', '0001_initial'), ('organization', '0002_register'), ('organization', '0003_confidential_role'), ('organization', '0004_watches'), ('organization', '0005_charges')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('institution', 'Institution'), ('faculty', 'Faculty'), ('institute', 'Institute'), ('department', 'Department'), ('section', 'Section')], max_length=12)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organization.unit')),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='a_unit_is_not_its_own_parent')],
                },
            ),
            migrations.CreateModel(
                name='CaseArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('slug', models.SlugField(max_length=40, unique=True)),
                    ('summary', models.CharField(blank=True, max_length=200)),
                    ('summary_nn', models.CharField(blank=True, max_length=200)),
                    ('summary_en', models.CharField(blank=True, max_length=200)),
                    ('icon', models.CharField(default='folder', max_length=40)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned_areas', to='organization.unit')),
                ],
                options={
                    'ordering': ('position', 'code'),
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('work_role', models.CharField(choices=[('alle', 'Everyone'), ('saksbehandler', 'Case handler'), ('leder', 'Manager'), ('arkivar', 'Records officer')], default='saksbehandler', max_length=20)),
                    ('issuer', models.CharField(blank=True, max_length=200)),
                    ('subject', models.CharField(blank=True, max_length=200)),
                    ('rights_version', models.PositiveIntegerField(default=0)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='organization.unit')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(condition=models.Q(('subject', ''), _negated=True), fields=('issuer', 'subject'), name='one_person_per_external_identity')],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='CaseProcess',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('keywords', models.CharField(blank=True, max_length=300)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='organization.casearea')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organization.caseprocess')),
                ],
                options={
                    'ordering': ('code',),
                },
            ),
            migrations.CreateModel(
                name='SupportGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('name_nn', models.CharField(blank=True, max_length=160)),
                    ('name_en', models.CharField(blank=True, max_length=160)),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('line', models.PositiveSmallIntegerField(choices=[(1, 'Process adviser'), (2, 'First line'), (3, 'Second line'), (4, 'Vendor contact')])),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='organization.casearea')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support_groups', to='organization.unit')),
                    ('members', models.ManyToManyField(related_name='support_groups', through='organization.Membership', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('line', 'name'),
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='organization.supportgroup')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('group', 'person'), name='a_person_is_in_a_group_once')],
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField(blank=True, null=True)),
                    ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deputy_appointments', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.casearea')),
                    ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.caseprocess')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.unit')),
                    ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('competence_text', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('unit__code', 'area__code', 'person__last_name'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='an_appointment_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('person')), _negated=True), _connector='OR'), name='nobody_is_their_own_deputy'), models.UniqueConstraint(condition=models.Q(('process__isnull', True)), fields=('person', 'unit', 'area', 'from_date'), name='an_appointment_for_an_area_is_made_once'), models.UniqueConstraint(condition=models.Q(('process__isnull', False)), fields=('person', 'unit', 'process', 'from_date'), name='an_appointment_for_a_process_is_made_once')],
                },
            ),
            migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('files', models.JSONField(default=dict)),
                    ('uploaded_at', models.DateTimeField()),
                    ('loaded_at', models.DateTimeField(blank=True, null=True)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='an_absence_ends_after_it_begins'), models.UniqueConstraint(fields=('person', 'from_date'), name='an_absence_begins_once')],
                },
            ),
            migrations.CreateModel(
                name='RoleGrant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('host', 'Question hour host'), ('editor', 'Editor'), ('planner', 'Rollout planner'), ('confidential', 'Reads confidential requests'), ('administrator', 'Administrator')], max_length=20)),
                    ('granted_at', models.DateTimeField()),
                    ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'role'), name='a_role_is_granted_once')],
                },
            ),
            migrations.CreateModel(
                name='ClosedDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('date', models.DateField()),
                    ('reason', models.CharField(max_length=120)),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closed_days', to='organization.supportgroup')),
                ],
                options={
                    'ordering': ('date',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('group', 'date'), name='a_group_closes_once_on_a_day'), models.UniqueConstraint(condition=models.Q(('group__isnull', True)), fields=('date',), name='the_house_closes_once_on_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Competence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('system', models.CharField(blank=True, max_length=60)),
                    ('level', models.PositiveSmallIntegerField(choices=[(1, 'Basic'), (2, 'Good'), (3, 'Specialist')])),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competences', to='organization.casearea')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competences', to=settings.AUTH_USER_MODEL)),
                    ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='competences', to='organization.caseprocess')),
                ],
                options={
                    'ordering': ('area__code', 'process__code', '-level', 'person__last_name'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='there_are_three_levels_of_competence'), models.UniqueConstraint(condition=models.Q(('process__isnull', True)), fields=('person', 'area', 'system'), name='a_person_knows_an_area_once'), models.UniqueConstraint(condition=models.Q(('process__isnull', False)), fields=('person', 'process', 'system'), name='a_person_knows_a_process_once')],
                },
            ),
            migrations.CreateModel(
                name='Guidance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('submission', models.UUIDField(unique=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance_given', to='organization.casearea')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guidance_given', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance_given', to='organization.unit')),
                ],
                options={
                    'ordering': ('-at',),
                    'indexes': [models.Index(fields=['person', '-at'], name='guidance_by_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 480)), name='guidance_takes_from_a_minute_to_a_day')],
                },
            ),
            migrations.CreateModel(
                name='OpeningPeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField(blank=True, null=True)),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='opening_periods', to='organization.supportgroup')),
                ],
                options={
                    'ordering': ('from_date', 'weekday', 'opens'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='a_period_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='a_season_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='a_week_has_seven_days'), models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('group', 'from_date', 'weekday', 'opens'), name='a_group_opens_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('group__isnull', True)), fields=('from_date', 'weekday', 'opens'), name='the_house_opens_once_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='ServicePromise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('line', models.PositiveSmallIntegerField(choices=[(1, 'Process adviser'), (2, 'First line'), (3, 'Second line'), (4, 'Vendor contact')])),
                    ('first_answer_hours', models.PositiveSmallIntegerField()),
                    ('resolve_hours', models.PositiveSmallIntegerField()),
                    ('group', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='promise', to='organization.supportgroup')),
                ],
                options={
                    'ordering': ('line',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('group__isnull', True)), fields=('line',), name='a_line_promises_once'), models.CheckConstraint(condition=models.Q(('first_answer_hours__gte', 1)), name='an_answer_takes_an_hour_or_more'), models.CheckConstraint(condition=models.Q(('resolve_hours__gte', models.F('first_answer_hours'))), name='nothing_is_solved_before_it_is_answered')],
                },
            ),
            migrations.CreateModel(
                name='Watch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='organization.supportgroup')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('starts_at', 'pk'),
                    'indexes': [models.Index(fields=['group', 'starts_at'], name='watches_of_a_group')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_watch_ends_after_it_begins'), models.UniqueConstraint(fields=('group', 'person', 'starts_at'), name='a_watch_is_given_once')],
                },
            ),
            migrations.CreateModel(
                name='WatchSwap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField()),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('is_accepted', models.BooleanField(blank=True, null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('to_person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_watch_swaps', to=settings.AUTH_USER_MODEL)),
                    ('watch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swaps', to='organization.watch')),
                ],
                options={
                    'ordering': ('-pk',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('watch',), name='one_open_swap_per_watch'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_accepted__isnull', True)), models.Q(('answered_at__isnull', False), ('is_accepted__isnull', False)), _connector='OR'), name='a_watch_swap_is_answered_with_yes_or_no')],
                },
            ),
            migrations.CreateModel(
                name='Charge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('owner', 'Process owner'), ('manager', 'Process manager')], max_length=10)),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='organization.casearea')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to=settings.AUTH_USER_MODEL)),
                    ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='organization.caseprocess')),
                ],
                options={
                    'ordering': ('area__code', 'process__code', '-kind', 'from_date', 'pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='a_charge_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('process__isnull', True)), fields=('person', 'area', 'kind', 'from_date'), name='a_charge_of_an_area_is_given_once'), models.UniqueConstraint(condition=models.Q(('process__isnull', False)), fields=('person', 'process', 'kind', 'from_date'), name='a_charge_of_a_process_is_given_once')],
                },
            ),
        ]),
    ]
