import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('announcements', '0001_tables'),
        ('change_requests', '0001_tables'),
        ('desk', '0001_tables'),
        ('known_errors', '0001_tables'),
        ('organization', '__first__'),
        ('questions', '0001_tables'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Vendor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, unique=True)),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=5)),
                    ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vendor', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_vendor_has_a_name')],
                },
            ),
            migrations.CreateModel(
                name='System',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='systems', to='vendor.vendor')),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(fields=('vendor', 'name'), name='a_vendor_names_a_system_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_system_has_a_name')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='vendor.vendor')),
                ],
                options={
                    'ordering': ('-at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('severity', models.CharField(choices=[('a', 'A: work has stopped'), ('b', 'B: serious'), ('c', 'C: ordinary'), ('d', 'D: small')], max_length=1)),
                    ('answer_hours', models.PositiveSmallIntegerField()),
                    ('fix_hours', models.PositiveSmallIntegerField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='vendor.vendor')),
                ],
                options={
                    'ordering': ('severity',),
                    'constraints': [models.UniqueConstraint(fields=('vendor', 'severity'), name='a_vendor_promises_once_for_a_severity'), models.CheckConstraint(condition=models.Q(('answer_hours__gte', 1), ('fix_hours__gte', models.F('answer_hours'))), name='a_vendor_answers_before_it_fixes')],
                },
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40)),
                    ('expected_on', models.DateField(blank=True, null=True)),
                    ('functions', models.JSONField(blank=True, default=list)),
                    ('notes', models.TextField(blank=True, max_length=8000)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='announcements.notice')),
                    ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('system', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='vendor.system')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('system', '-pk'),
                    'constraints': [models.UniqueConstraint(fields=('system', 'name'), name='a_version_is_named_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_version_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='a_version_is_released_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='a_version_is_withdrawn_by_someone_at_some_time')],
                },
            ),
            migrations.CreateModel(
                name='VendorCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('error', 'An error'), ('change', 'A change')], default='error', max_length=6)),
                    ('title', models.CharField(max_length=160)),
                    ('severity', models.CharField(choices=[('a', 'A: work has stopped'), ('b', 'B: serious'), ('c', 'C: ordinary'), ('d', 'D: small')], default='c', max_length=1)),
                    ('function', models.CharField(blank=True, choices=[('fordele', 'Distribute mail'), ('journalfore', 'Register documents'), ('skrive', 'Write and send'), ('godkjenne', 'Approve'), ('skjerme', 'Shield and give access'), ('finne', 'Search and read'), ('avslutte', 'Close and tidy up'), ('moter', 'Meetings and committees')], max_length=12)),
                    ('found_in', models.CharField(blank=True, max_length=40)),
                    ('steps', models.TextField(blank=True, max_length=8000)),
                    ('expected', models.TextField(blank=True, max_length=8000)),
                    ('actual', models.TextField(blank=True, max_length=8000)),
                    ('log', models.TextField(blank=True, max_length=8000)),
                    ('checked', models.JSONField(blank=True, default=list)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('ready', 'Ready to be reported'), ('reported', 'Reported'), ('confirmed', 'Confirmed by the vendor'), ('fix_ready', 'Fix ready'), ('testing', 'Tested here'), ('verified', 'Tested, and holds'), ('closed', 'Closed case')], default='proposed', max_length=9)),
                    ('state_since', models.DateTimeField()),
                    ('vendor_number', models.CharField(blank=True, max_length=60)),
                    ('next_action', models.CharField(blank=True, max_length=300)),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('tested', models.CharField(blank=True, max_length=300)),
                    ('outcome', models.CharField(blank=True, choices=[('released', 'The fix is in use'), ('not_fixed', 'The vendor will not fix it'), ('works', 'It works as it is meant to'), ('elsewhere', 'It is another case, or nothing for the vendor')], max_length=9)),
                    ('proposed_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('reported_at', models.DateTimeField(blank=True, null=True)),
                    ('vendor_closed_at', models.DateTimeField(blank=True, null=True)),
                    ('touched_at', models.DateTimeField()),
                    ('errors', models.ManyToManyField(blank=True, related_name='vendor_cases', to='known_errors.knownerror')),
                    ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vendor_cases', to=settings.AUTH_USER_MODEL)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('questions', models.ManyToManyField(blank=True, related_name='vendor_cases', to='questions.question')),
                    ('changes', models.ManyToManyField(blank=True, related_name='vendor_cases', to='change_requests.changerequest')),
                    ('requests', models.ManyToManyField(blank=True, related_name='vendor_cases', to='desk.request')),
                    ('system', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='vendor.system')),
                    ('fixed_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fixes', to='vendor.version')),
                ],
                options={
                    'ordering': ('severity', 'state_since', 'pk'),
                    'indexes': [models.Index(fields=['state', 'state_since'], name='vendor_cases_by_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_vendor_case_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('opened_by__isnull', True)), models.Q(('opened_at__isnull', False), ('opened_by__isnull', False)), _connector='OR'), name='a_vendor_case_is_opened_by_someone_at_some_time'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'closed']), models.Q(('opened_at__isnull', False), ('owner__isnull', False)), _connector='OR'), name='a_case_that_is_worked_on_has_an_owner'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['reported', 'confirmed', 'fix_ready', 'testing']), _negated=True), ('reported_at__isnull', False), _connector='OR'), name='what_the_vendor_works_on_was_reported'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['fix_ready', 'testing', 'verified']), _negated=True), ('fixed_in__isnull', False), _connector='OR'), name='a_fix_is_in_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), models.Q(('tested', ''), _negated=True), _connector='OR'), name='a_verified_fix_says_how_it_was_tried'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('outcome', '')), _connector='OR'), name='a_closed_case_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('note', 'Note among us'), ('sent', 'Sent to the vendor'), ('answer', 'From the vendor'), ('moved', 'Moved')], max_length=6)),
                    ('channel', models.CharField(blank=True, choices=[('mail', 'By e-mail'), ('text', 'As text to copy'), ('api', 'Over the API'), ('hand', 'Written down by hand')], max_length=4)),
                    ('subject', models.CharField(blank=True, max_length=200)),
                    ('address', models.CharField(blank=True, max_length=254)),
                    ('text', models.TextField(blank=True, max_length=40000)),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('state_before', models.CharField(blank=True, choices=[('proposed', 'Proposed'), ('ready', 'Ready to be reported'), ('reported', 'Reported'), ('confirmed', 'Confirmed by the vendor'), ('fix_ready', 'Fix ready'), ('testing', 'Tested here'), ('verified', 'Tested, and holds'), ('closed', 'Closed case')], max_length=9)),
                    ('state', models.CharField(blank=True, choices=[('proposed', 'Proposed'), ('ready', 'Ready to be reported'), ('reported', 'Reported'), ('confirmed', 'Confirmed by the vendor'), ('fix_ready', 'Fix ready'), ('testing', 'Tested here'), ('verified', 'Tested, and holds'), ('closed', 'Closed case')], max_length=9)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='vendor.vendorcase')),
                ],
                options={
                    'ordering': ('-at', '-pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('case', 'digest'), name='a_vendor_says_the_same_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sent'), _negated=True), models.Q(models.Q(('channel', ''), _negated=True), models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='what_left_the_house_is_kept'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'moved'), models.Q(('state', ''), _negated=True)), models.Q(models.Q(('kind', 'moved'), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='an_entry_says_something')],
                },
            ),
            migrations.CreateModel(
                name='VendorClosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('date', models.DateField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='vendor.vendor')),
                ],
                options={
                    'ordering': ('date',),
                    'constraints': [models.UniqueConstraint(fields=('vendor', 'date'), name='a_vendor_closes_once_on_a_day')],
                },
            ),
            migrations.CreateModel(
                name='VendorHours',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                    ('opens', models.TimeField()),
                    ('closes', models.TimeField()),
                    ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='vendor.vendor')),
                ],
                options={
                    'ordering': ('weekday', 'opens'),
                    'constraints': [models.UniqueConstraint(fields=('vendor', 'weekday'), name='a_vendor_opens_once_on_a_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='a_vendor_closes_after_it_opens')],
                },
            ),
        ]),
    ]
