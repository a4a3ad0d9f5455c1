import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('knowledge', '0001_initial'), ('knowledge', '0003_search_words'), ('knowledge', '0004_upkeep')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('organization', '0001_tables'),
        ('organization', '__first__'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ThemePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                    ('title_nn', models.CharField(blank=True, max_length=160, verbose_name='title in nynorsk')),
                    ('title_en', models.CharField(blank=True, max_length=160, verbose_name='title in English')),
                    ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ('intro_nn', models.TextField(blank=True, max_length=600, verbose_name='introduction in nynorsk')),
                    ('intro_en', models.TextField(blank=True, max_length=600, verbose_name='introduction in English')),
                    ('gathers_answers', models.BooleanField(default=False, verbose_name='list answers from the question hours here')),
                    ('address', models.SlugField(editable=False, max_length=100, serialize=False, unique=True)),
                ],
                options={
                    'verbose_name': 'theme page',
                    'verbose_name_plural': 'theme pages',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='ThemeList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('title_nn', models.CharField(blank=True, max_length=120, verbose_name='title in nynorsk')),
                    ('title_en', models.CharField(blank=True, max_length=120, verbose_name='title in English')),
                    ('entrance', models.CharField(choices=[('system', 'Using the system'), ('faglig', 'Professional practice'), ('begge', 'Both')], default='begge', max_length=10, verbose_name='it is about')),
                    ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='lists', to='knowledge.themepage')),
                ],
                options={
                    'verbose_name': 'list',
                    'ordering': ['sort_order'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Article',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                    ('body', wagtail.fields.RichTextField(verbose_name='text')),
                    ('summary', models.CharField(blank=True, help_text="One or two sentences, shown in lists. Left empty, the text's own beginning.", max_length=300, verbose_name='summary')),
                    ('role', models.CharField(choices=[('alle', 'Everyone'), ('saksbehandler', 'Case handler'), ('leder', 'Manager'), ('arkivar', 'Records officer')], default='alle', max_length=20, verbose_name='written for')),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=5, verbose_name='language')),
                    ('entrance', models.CharField(choices=[('system', 'Using the system'), ('faglig', 'Professional practice'), ('begge', 'Both')], default='begge', max_length=10, verbose_name='it is about')),
                    ('work_system', models.CharField(blank=True, max_length=60, verbose_name='work system')),
                    ('review_date', models.DateField(blank=True, null=True, serialize=False, verbose_name='next review')),
                    ('source_label', models.CharField(blank=True, max_length=200, verbose_name='source')),
                    ('source_url', models.CharField(blank=True, max_length=300, verbose_name='address of the source')),
                    ('address', models.SlugField(editable=False, max_length=100, serialize=False, unique=True)),
                    ('html', models.TextField(blank=True, editable=False, serialize=False)),
                    ('state', models.CharField(choices=[('utkast', 'Draft'), ('ikke_validert', 'Not validated'), ('validert', 'Validated'), ('utdatert', 'Outdated')], default='utkast', editable=False, max_length=20, serialize=False)),
                    ('published_at', models.DateTimeField(editable=False, null=True, serialize=False)),
                    ('reviewed_at', models.DateTimeField(editable=False, null=True, serialize=False)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='organization.casearea', verbose_name='case area')),
                    ('owner_unit', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', serialize=False, to='organization.unit')),
                    ('reviewed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_articles', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('search_words', models.CharField(blank=True, help_text='What people call it when they search, with commas between: slang, old names, what goes wrong. Nobody sees them, but the article is found by them.', max_length=500, verbose_name='search words')),
                    ('caretaker', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_articles', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('contact', models.CharField(blank=True, help_text='A mailbox or a telephone that is answered, rather than one person.', max_length=120, verbose_name='contact')),
                    ('function', models.CharField(blank=True, choices=[('fordele', 'Distribute mail'), ('journalfore', 'Register documents'), ('skrive', 'Write and send'), ('godkjenne', 'Approve'), ('skjerme', 'Shield and give access'), ('finne', 'Search and read'), ('avslutte', 'Close and tidy up'), ('moter', 'Meetings and committees')], help_text='What one does in the work. Left empty, it is for all.', max_length=12, verbose_name='function')),
                    ('kind', models.CharField(choices=[('tekst', 'Text'), ('veiledning', 'Guide'), ('video', 'Video'), ('kurs', 'Course'), ('e-laering', 'E-learning'), ('oving', 'Exercise'), ('rutine', 'Registration routine')], default='tekst', max_length=12, verbose_name='kind')),
                    ('level', models.CharField(blank=True, choices=[('forste', 'For those who are new to it'), ('videre', 'For those who know the basics')], max_length=8, verbose_name='level')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many minutes it takes')),
                ],
                options={
                    'verbose_name': 'article',
                    'verbose_name_plural': 'articles',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='a_review_has_both_a_person_and_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'validert'), _negated=True), ('reviewed_at__isnull', False), _connector='OR'), name='a_validated_article_has_been_reviewed')],
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('url', models.URLField(max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='address')),
                    ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary')),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=5, verbose_name='language')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='organization.unit', verbose_name='owner')),
                    ('checked_at', models.DateTimeField(editable=False, null=True)),
                    ('dead_since', models.DateTimeField(editable=False, null=True)),
                    ('failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('fault', models.CharField(blank=True, choices=[('borte', 'The page is gone'), ('ukjent', 'There is no such place on the web'), ('taus', 'Nobody answers'), ('feil', 'The place answers with a fault'), ('stengt', 'It is not open to everyone')], editable=False, max_length=12)),
                ],
                options={
                    'verbose_name': 'managed link',
                    'verbose_name_plural': 'managed links',
                    'ordering': ('title',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('dead_since__isnull', True), models.Q(('fault', ''), _negated=True), _connector='OR'), name='a_dead_link_says_what_was_met')],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                    ('editors', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='section', serialize=False, to='auth.group')),
                    ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='section', to='organization.unit', verbose_name='owner')),
                ],
                options={
                    'verbose_name': 'section',
                    'verbose_name_plural': 'sections',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='ThemeItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='knowledge.article', verbose_name='article')),
                    ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='knowledge.link', verbose_name='managed link')),
                    ('shelf', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='knowledge.themelist')),
                ],
                options={
                    'verbose_name': 'line in a list',
                    'ordering': ['sort_order'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('link__isnull', True)), models.Q(('article__isnull', True), ('link__isnull', False)), _connector='OR'), name='a_line_in_a_list_is_either_an_article_or_a_link')],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review_date', models.DateField()),
                    ('step', models.SmallIntegerField(choices=[(-30, '30 days before'), (0, 'On the day'), (30, '30 days after')])),
                    ('at', models.DateTimeField()),
                    ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='knowledge.article')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('article', 'review_date', 'step'), name='each_step_is_told_once')],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('holder', 'It holds'), ('utdatert', 'It is outdated')], max_length=10)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('next_date', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='knowledge.article')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'holder'), ('next_date__isnull', True), _connector='OR'), name='an_outdated_text_waits_for_no_review')],
                },
            ),
            migrations.CreateModel(
                name='Verdict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('guest', models.CharField(blank=True, max_length=40)),
                    ('helped', models.BooleanField()),
                    ('why', models.CharField(blank=True, choices=[('feil', 'Something in it is wrong or outdated'), ('mangler', 'What I was looking for is not there'), ('uklart', 'It is hard to understand'), ('annet', 'It is about something else')], max_length=10, verbose_name='why not')),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='knowledge.article')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('helped', False), ('settled_at', None)), fields=['article'], name='knowledge_verdicts_open')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('article', 'person'), name='one_verdict_per_person'), models.UniqueConstraint(condition=models.Q(('guest', ''), _negated=True), fields=('article', 'guest'), name='one_verdict_per_guest'), models.CheckConstraint(condition=models.Q(models.Q(('guest', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('guest', ''), _negated=True)), _connector='OR'), name='a_verdict_is_a_persons_or_a_guests'), models.CheckConstraint(condition=models.Q(('helped', False), models.Q(('why', ''), ('words', '')), _connector='OR'), name='what_helped_needs_no_reason'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='a_settled_verdict_has_both_a_person_and_a_moment')],
                },
            ),
        ]),
    ]
