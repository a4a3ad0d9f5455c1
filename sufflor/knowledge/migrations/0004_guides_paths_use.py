import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from sufflor.lib.tables import CreateModels


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0003_translations_videos_approvals'),
        ('organization', '0001_tables'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='SharedText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(help_text='For editors alone: readers see the text.', max_length=120, verbose_name='title')),
                    ('body', wagtail.fields.RichTextField(verbose_name='text')),
                    ('language', models.CharField(choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk'), ('en', 'English')], default='nb', max_length=5, verbose_name='language')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared_texts', to='organization.unit', verbose_name='owner')),
                ],
                options={
                    'verbose_name': 'shared text',
                    'verbose_name_plural': 'shared texts',
                    'ordering': ('title',),
                },
            ),
            migrations.CreateModel(
                name='LearningPath',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                    ('title_nn', models.CharField(blank=True, max_length=160, verbose_name='title in nynorsk')),
                    ('title_en', models.CharField(blank=True, max_length=160, verbose_name='title in English')),
                    ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ('intro_nn', models.TextField(blank=True, max_length=600, verbose_name='introduction in nynorsk')),
                    ('intro_en', models.TextField(blank=True, max_length=600, verbose_name='introduction in English')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paths', to='organization.casearea', verbose_name='case area')),
                    ('role', models.CharField(choices=[('alle', 'Everyone'), ('saksbehandler', 'Case handler'), ('leder', 'Manager'), ('arkivar', 'Records officer')], default='alle', max_length=20, verbose_name='written for')),
                    ('entrance', models.CharField(choices=[('system', 'Using the system'), ('faglig', 'Professional practice'), ('begge', 'Both')], default='begge', max_length=10, verbose_name='it is about')),
                    ('address', models.SlugField(editable=False, max_length=100, serialize=False, unique=True)),
                ],
                options={
                    'verbose_name': 'learning path',
                    'verbose_name_plural': 'learning paths',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='PathItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='knowledge.learningpath')),
                    ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='path_items', to='knowledge.article', verbose_name='article')),
                    ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='path_items', to='knowledge.link', verbose_name='managed link')),
                ],
                options={
                    'verbose_name': 'line in a learning path',
                    'ordering': ['sort_order'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('link__isnull', True)), models.Q(('article__isnull', True), ('link__isnull', False)), _connector='OR'), name='a_line_in_a_path_is_either_an_article_or_a_link')],
                },
            ),
            migrations.CreateModel(
                name='Check',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to=settings.AUTH_USER_MODEL)),
                    ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='knowledge.article')),
                    ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='knowledge.link')),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('link__isnull', True)), models.Q(('article__isnull', True), ('link__isnull', False)), _connector='OR'), name='a_check_is_of_either_an_article_or_a_link'), models.UniqueConstraint(condition=models.Q(('article__isnull', False)), fields=('person', 'article'), name='an_article_is_checked_off_once'), models.UniqueConstraint(condition=models.Q(('link__isnull', False)), fields=('person', 'link'), name='a_link_is_checked_off_once')],
                },
            ),
            migrations.CreateModel(
                name='GuideStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='knowledge.article')),
                    ('title', models.CharField(help_text='Short: “Choose the case type”.', max_length=120, verbose_name='what to do')),
                    ('body', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                    ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                    ('picture_text', models.CharField(blank=True, help_text='For those who do not see it.', max_length=255, verbose_name='what the picture shows')),
                    ('shared', models.ForeignKey(blank=True, help_text="Stands below the step's own text.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='knowledge.sharedtext', verbose_name='shared text')),
                ],
                options={
                    'verbose_name': 'step',
                    'ordering': ['sort_order'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SharedUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared_uses', to='knowledge.article')),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='knowledge.sharedtext', verbose_name='shared text')),
                    ('place', models.CharField(choices=[('over', "Above the article's own text"), ('under', "Below the article's own text")], default='under', max_length=5, verbose_name='place')),
                ],
                options={
                    'verbose_name': 'shared text',
                    'ordering': ['sort_order'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Reading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='knowledge.article')),
                    ('day', models.DateField()),
                    ('times', models.PositiveIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['day'], name='knowledge_readings_by_day')],
                    'constraints': [models.UniqueConstraint(fields=('article', 'day'), name='one_number_per_text_and_day'), models.CheckConstraint(condition=models.Q(('times__gt', 0)), name='what_was_read_was_read_once')],
                },
            ),
            migrations.CreateModel(
                name='Reuse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reuse', to='knowledge.article')),
                    ('answers', models.PositiveIntegerField()),
                    ('requests', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('answers__gt', 0), ('requests__gt', 0), _connector='OR'), name='what_nothing_leads_to_has_no_count')],
                },
            ),
            migrations.CreateModel(
                name='Doubt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='doubts', to='knowledge.article')),
                    ('because', models.CharField(choices=[('hjalp_ikke', 'Readers were not helped'), ('feil', 'A request was closed because the article was wrong'), ('kjent_feil', 'A known error that it tells of has changed'), ('versjon', 'The system has a new version')], max_length=10)),
                    ('said', models.CharField(blank=True, max_length=200, verbose_name='what it was')),
                    ('at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                ],
                options={
                    'ordering': ('at', 'pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('article', 'because', 'said'), name='what_is_doubted_is_said_once')],
                },
            ),
        ]),
        migrations.RemoveConstraint(
            model_name='themeitem',
            name='a_line_in_a_list_is_either_an_article_or_a_link',
        ),
        migrations.AddField(
            model_name='themeitem',
            name='path',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='knowledge.learningpath', verbose_name='learning path'),
        ),
        migrations.AddConstraint(
            model_name='themeitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('link__isnull', True), ('path__isnull', True)), models.Q(('article__isnull', True), ('link__isnull', False), ('path__isnull', True)), models.Q(('article__isnull', True), ('link__isnull', True), ('path__isnull', False)), _connector='OR'), name='a_line_in_a_list_is_an_article_a_link_or_a_path'),
        ),
    ]
