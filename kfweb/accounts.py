"""
How accounts are made and entered.
"""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """
    Guests keep what they made when they sign up or sign in.
    """
