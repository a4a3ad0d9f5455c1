"""Pictures in texts: each department has its own, which only its editors put in and change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO

from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission

from sufflor.knowledge.manuscripts import Picture
from sufflor.knowledge.models import Section
from sufflor.organization.models import User

PICTURE_RIGHTS = ("add_image", "change_image", "delete_image", "choose_image")


def pictures_of(section: Section) -> Collection:
    """The department's collection; made, with its rights, when it has none."""
    found = Collection.objects.filter(group_permissions__group=section.editors).first()
    return found or _begin(section)


def give_all_pictures(group: Group) -> None:
    """Those who write for every department."""
    root = Collection.get_first_root_node()
    if not GroupCollectionPermission.objects.filter(group=group, collection=root).exists():
        _give(group, root)


def keep_picture(picture: Picture, collection: Collection, by: User) -> Image:
    """A name that nobody can guess: a draft's pictures are nobody's until it is published."""
    name = f"{hashlib.sha256(picture.content).hexdigest()[:32]}.{picture.ending}"
    title = picture.alt[:200] or name
    image = Image(
        title=title,
        description=picture.alt[:255],
        file=ImageFile(BytesIO(picture.content), name=name),
        collection=collection,
        uploaded_by_user=by,
    )
    image.save()
    return image


def drop_pictures(names: Iterable[str]) -> None:
    """Take away files whose rows never came to be."""
    for name in names:
        default_storage.delete(name)


@transaction.atomic
def _begin(section: Section) -> Collection:
    root = Collection.get_first_root_node()
    collection: Collection = root.add_child(instance=Collection(name=section.title))
    _give(section.editors, collection)
    return collection


def _give(group: Group, collection: Collection) -> None:
    rights = Permission.objects.filter(
        codename__in=PICTURE_RIGHTS, content_type__app_label="wagtailimages"
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=right)
        for right in rights
    )
