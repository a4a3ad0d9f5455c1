"""Answers that helpers have ready: for oneself, for a group, or for all who help in an area."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sufflor.desk.models.entries import ENTRY_LENGTH
from sufflor.lib.promises import exactly_one
from sufflor.organization.models import CaseArea, SupportGroup, User

NAME_LENGTH = 100


class AnswerTemplate(models.Model):
    """Written in bokmål; in the other languages where somebody has. What stands in {braces} is
    filled in from the request (`rules.PLACEHOLDERS`)."""

    name = models.CharField(max_length=NAME_LENGTH)
    text = models.TextField(max_length=ENTRY_LENGTH)
    text_nn = models.TextField(max_length=ENTRY_LENGTH, blank=True)
    text_en = models.TextField(max_length=ENTRY_LENGTH, blank=True)
    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(SupportGroup, models.CASCADE, null=True, blank=True, related_name="+")
    area = models.ForeignKey(CaseArea, models.CASCADE, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            exactly_one(
                "person", "group", "area", name="a_template_is_for_one_person_group_or_area"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(text=""), name="a_template_says_something"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> User | SupportGroup | CaseArea:
        """One of the three is always there; the database sees to that."""
        return self.person or self.group or self.area or self.changed_by

    def said_in(self, language: str) -> str:
        return {"nn": self.text_nn, "en": self.text_en}.get(language, "") or self.text
