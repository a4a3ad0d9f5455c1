"""Views of the work that helpers keep: one's own or a group's, and pinned by each for oneself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import exactly_one
from sufflor.organization.models import SupportGroup, User

VIEW_NAME_LENGTH = 60
# So many views somebody, or a group, keeps; and so many one has in sight, since each is counted.
MOST_VIEWS = 40
MOST_PINS = 8
# The topic that moves when anybody's views do.
VIEWS = "views"


class Order(models.TextChoices):
    """Names are those of the addresses."""

    DUE = "frist", _("Due time")
    OLDEST = "eldst", _("Oldest first")
    NEWEST = "nyest", _("Newest first")
    CHANGED = "endret", _("Last changed")


class SavedView(models.Model):
    """What it asks for stands in `condition` (see `desk.conditions`). It opens nothing: everybody
    sees in it what they may see anyhow."""

    name = models.CharField(max_length=VIEW_NAME_LENGTH)
    condition = models.JSONField()
    order = models.CharField(max_length=10, choices=Order, default=Order.DUE)
    has_resolved = models.BooleanField(default=False)
    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(SupportGroup, models.CASCADE, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            exactly_one("person", "group", name="a_view_is_for_one_person_or_one_group"),
            models.CheckConstraint(condition=~Q(name=""), name="a_view_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> User | SupportGroup:
        """One of the two is always there; the database sees to that."""
        return self.person or self.group or self.changed_by


class Pin(models.Model):
    """Somebody has a view in sight, beside the queues."""

    view = models.ForeignKey(SavedView, models.CASCADE, related_name="pins")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "view"], name="a_view_is_pinned_once"),
        )

    def __str__(self) -> str:
        return f"{self.view_id} for {self.person_id}"
