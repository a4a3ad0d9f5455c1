"""What has to be done before a rollout starts, and who has said that it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.rollout.models.rollouts import Rollout

ITEM_LENGTH = 200


class ItemKind(models.TextChoices):
    """Two things belong to every rollout; what else there is, its planners write themselves."""

    ANSWER_TEMPLATES = "templates", _("Templates for answers are ready")
    REHEARSAL = "rehearsal", _("A rehearsal is done")
    OWN = "own", _("Own item")


STANDING = (ItemKind.ANSWER_TEMPLATES, ItemKind.REHEARSAL)


class ChecklistItem(models.Model):
    """One thing that a person ticks. What the plan itself can tell has no row: it is worked out."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="checklist")
    kind = models.CharField(max_length=10, choices=ItemKind)
    text = models.CharField(max_length=ITEM_LENGTH, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "kind"],
                condition=~Q(kind=ItemKind.OWN),
                name="a_rollout_has_each_standing_item_once",
            ),
            models.UniqueConstraint(
                fields=["rollout", "text"],
                condition=Q(kind=ItemKind.OWN),
                name="an_own_item_stands_on_a_list_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ItemKind.OWN) & ~Q(text=""))
                | (~Q(kind=ItemKind.OWN) & Q(text="")),
                name="only_an_own_item_has_words_of_its_own",
            ),
            both_or_neither(
                "ticked_at", "ticked_by", name="an_item_is_ticked_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.text or str(ItemKind(self.kind).label)

    @property
    def is_standing(self) -> bool:
        return self.kind != ItemKind.OWN

    @property
    def is_ticked(self) -> bool:
        return self.ticked_at is not None
