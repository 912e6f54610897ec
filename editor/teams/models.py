"""
Who works here: people, their teams, and how others are invited.
"""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """
    Make accounts and guests.
    """

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """
        Make an account that signs in with this address.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """
        Make an account that may do everything.
        """
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def create_guest(self) -> "User":
        """
        Make a person without an account: no address, no password, known by the session alone.
        """
        user = self.model(is_guest=True)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """
    A person at work: with an account, or a guest who may make one later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null, not empty, for guests: the column stays unique for those who have an address.
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_guest = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Has been shown around, or did not want to be: the tour never comes back.
    toured = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """
        What others read: the name, else a word for anybody; never a part of the address.
        """
        return self.name or str(_("Guest") if self.is_guest else _("Somebody"))


class Team(models.Model):
    """
    People who share projects. It has one owner or more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """
    What a person is to a team, and thereby to all of its projects.
    """

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        EDITOR = "editor", _("Editor")
        COMMENTER = "commenter", _("Commenter")
        VIEWER = "viewer", _("Viewer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=9, choices=Role, default=Role.EDITOR)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="one_membership_per_person")]

    def __str__(self) -> str:
        return f"{self.user} in {self.team} ({self.role})"


class Invitation(models.Model):
    """
    A way into a team: sent to one address, which it then fits once, or a link for whoever has it.

    The token is known to who got it; kept is only its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=9, choices=Membership.Role, default=Membership.Role.EDITOR)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    made_by = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            # Whoever has a link could own the team by it.
            models.CheckConstraint(
                condition=~Q(role="owner") | ~Q(email=""), name="owners_are_invited_by_mail"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.team} ({self.hint}…)"
