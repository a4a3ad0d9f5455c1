"""Units in their tree, and the case areas and processes that departments own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import never_itself


class UnitKind(models.TextChoices):
    INSTITUTION = "institution", _("Institution")
    FACULTY = "faculty", _("Faculty")
    INSTITUTE = "institute", _("Institute")
    DEPARTMENT = "department", _("Department")
    SECTION = "section", _("Section")


def name_in(language: str, name: str, name_nn: str, name_en: str) -> str:
    """Also for what is read as values."""
    return {"nn": name_nn, "en": name_en}.get(language, "") or name


class InThreeLanguages(models.Model):
    """A name in bokmål always, in nynorsk and English where the institution has it."""

    name = models.CharField(max_length=160)
    name_nn = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, in bokmål where it has no other."""
        return name_in(get_language() or "nb", self.name, self.name_nn, self.name_en)


class Unit(InThreeLanguages):
    """A node in the tree of faculties, institutes, departments and sections."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("name",)
        constraints = (never_itself("parent", name="a_unit_is_not_its_own_parent"),)


class CaseArea(InThreeLanguages):
    """A professional field of cases, owned by a department: personnel, studies, finance …"""

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    summary = models.CharField(max_length=200, blank=True)
    summary_nn = models.CharField(max_length=200, blank=True)
    summary_en = models.CharField(max_length=200, blank=True)
    icon = models.CharField(max_length=40, default="folder")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="owned_areas")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    @property
    def local_summary(self) -> str:
        texts = {"nn": self.summary_nn, "en": self.summary_en}
        return texts.get(get_language() or "nb", "") or self.summary


class FormerAddress(models.Model):
    """Where the page of an area was before: links elsewhere still lead there."""

    slug = models.SlugField(max_length=40, unique=True)
    area = models.ForeignKey(CaseArea, models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.slug


class CaseProcess(InThreeLanguages):
    """A process inside an area, in two levels or more: A.a, A.a.01."""

    code = models.CharField(max_length=20, unique=True)
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="processes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    keywords = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code",)

    @property
    def levels(self) -> list[str]:
        """The codes of this and what is above it: who knows B.c knows B.c.02."""
        parts = self.code.split(".")
        return [".".join(parts[: length + 1]) for length in range(len(parts))]
