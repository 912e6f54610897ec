"""
How the editor says no.
"""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """
    A wish that is not granted: a code for the page, a full sentence for the person, nothing changed.

    `more` travels with the answer, as the index of the operation or a way out the page may offer.
    """

    def __init__(self, code: str, sentence: str, *, status: int = 422, **more: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status
        self.more: Mapping[str, Any] = {name: value for name, value in more.items() if value is not None}

    def at(self, index: int) -> "Refused":
        """
        The same refusal, naming the operation of the batch that it is about.
        """
        return Refused(self.code, self.sentence, status=self.status, **{**self.more, "index": index})

    def body(self) -> dict[str, Any]:
        """
        The refusal as it is answered.
        """
        return {"code": self.code, "sentence": self.sentence, **self.more}


class Foreign(Exception):
    """
    A request that does not show that one of our own pages made it.
    """
