from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_editions")]

    operations = [
        migrations.AddField("document", "meaning", models.BinaryField(default=bytes)),
        migrations.AddField("edition", "read_with", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
    ]
