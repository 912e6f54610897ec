"""
What others may listen to.
"""

from django.dispatch import Signal

segment_settled = Signal()
"""
A segment has its drawings, or will not get them: `topic`, `ref`, `key` and `state` ("done" or "failed").

Sent after the commit, once for each line of a live render, also when the drawings were there before it
was asked for.
"""
