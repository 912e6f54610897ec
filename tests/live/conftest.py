"""
The rooms that these tests stand in.
"""

from tests.editor.rooms import bells, draw, heard, media

__all__ = ["bells", "draw", "heard", "media"]
