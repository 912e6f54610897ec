"""
What is asked of who makes an account, beside an address and a password.
"""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editor.teams.models import User


class WithName(forms.Form):
    """
    How to be called. Nobody has to say.
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("What others read beside what you do. Without one you are called Somebody."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    field_order = ("name",)

    def clean_name(self) -> str:
        """
        One line, without what only takes room.
        """
        return " ".join(self.cleaned_data["name"].split())

    def signup(self, request: HttpRequest, user: User) -> None:
        """
        Have the new account be called so.
        """
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
