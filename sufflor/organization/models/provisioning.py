"""What the institution's directory says of people and groups, and what we let a group give."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sufflor.organization.models.people import Role, User
from sufflor.organization.models.units import Unit

NAME_LENGTH = 200


class Provisioned(models.Model):
    """That the directory looks after a person. `removed_at`: it has let go of them for good."""

    person = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="provisioned"
    )
    external_id = models.CharField(max_length=NAME_LENGTH, blank=True)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id="") & Q(removed_at=None),
                name="the_directory_knows_a_person_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in the directory"


class ProvisionedGroup(models.Model):
    """A group of the directory. It gives nothing until an administrator says what."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    external_id = models.CharField(max_length=NAME_LENGTH, blank=True)
    members = models.ManyToManyField(User, related_name="directory_groups", blank=True)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="a_directory_group_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class GivenRole(models.Model):
    """That a person has a role by a group of the directory, and loses it with the group. A role
    given by hand has no such row, and stays."""

    grant = models.OneToOneField(
        "organization.RoleGrant", models.CASCADE, primary_key=True, related_name="by_directory"
    )

    def __str__(self) -> str:
        return f"{self.grant} by the directory"
