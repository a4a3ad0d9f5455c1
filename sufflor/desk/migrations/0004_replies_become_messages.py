"""What there was before lines: each request gets its title, its follower and its messages.

Who is to have it is asked anew by the worker, since nobody has it yet.
"""

from django.db import migrations

TITLE_LENGTH = 160


def fill(apps, _schema_editor):
    request_model = apps.get_model("desk", "Request")
    access = apps.get_model("desk", "Access")
    message = apps.get_model("desk", "Message")
    replies = {reply.pk: reply for reply in apps.get_model("desk", "Reply").objects.all()}
    for request in request_model.objects.select_related("reporter").iterator():
        reply = replies.get(request.pk)
        request.title = request.text.strip().partition("\n")[0][:TITLE_LENGTH] or request.text[:1]
        request.unit_id = request.reporter.unit_id
        request.changed_at = request.opened_at
        if reply:
            request.state, request.answered_at, request.look_at = "resolved", reply.at, None
            request.resolved_at, request.resolved_by_id = reply.at, reply.by_id
            request.changed_at = reply.at
            message.objects.create(
                request=request,
                text=reply.text,
                is_from_helper=True,
                resolves=True,
                at=reply.at,
                sent_at=reply.at,
                by_id=reply.by_id,
            )
        request.save()
        access.objects.create(
            request=request,
            person_id=request.reporter_id,
            level=2,
            source="reporter",
            given_at=request.opened_at,
        )


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_lines")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
