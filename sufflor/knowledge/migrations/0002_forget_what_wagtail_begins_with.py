from django.db import migrations


def forget(apps, schema_editor):
    """Remove the welcome page, the groups and the workflow that a new Wagtail comes with.

    The default site is kept and points at the root: our own pages are served by our own views.
    """
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    Site.objects.update(root_page=root, site_name="Sufflør")
    welcome = Page.objects.filter(depth=2, slug="home", numchild=0)
    if welcome.filter(content_type__model="page").exists():
        welcome.delete()
        root.numchild = Page.objects.filter(depth=2).count()
        root.save(update_fields=["numchild"])
    apps.get_model("wagtailcore", "Workflow").objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0001_tables"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
