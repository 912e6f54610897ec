"""
What is shown where a drawing is not there yet: always a picture, which says that it is not the right one.

First what is drawn of the present take, then its draft or an earlier take, whose drawings were spread over
the same pair of keys, else the key before, held.
"""

from collections.abc import Iterator, Mapping

from editor.exports import reel
from editor.timeline import standing
from editor.timeline.sheet import Stretch
from jobs.models import Segment


def stood_in(scene: reel.Scene, lacking: Mapping[str, Stretch], known: standing.Known) -> reel.Scene:
    """
    A scene in which something is shown for every drawing; what names one of the stretches that lack theirs,
    in place of a take, is not `exact`.
    """
    if "runs" in scene:
        return {**scene, "runs": list(_filled(scene["runs"], lacking, known))}
    layers = [
        {**layer, "runs": list(_filled(layer["runs"], lacking, known, above=layer["cut_out"]))}
        for layer in scene["layers"]
    ]
    return {**scene, "layers": layers}


def _filled(
    runs: list[reel.Run], lacking: Mapping[str, Stretch], known: standing.Known, *, above: bool = False
) -> Iterator[reel.Run]:
    key: reel.Run = {"show": "background"}
    for run in runs:
        stretch = lacking.get(run.get("take", ""))
        if stretch is None:
            key = run if run["show"] == "pose" else key
            yield run
        else:
            drawing = _instead(run, stretch, known, above)
            yield {"exact": False, **(drawing or key), "frames": run["frames"]}


def _instead(run: reel.Run, stretch: Stretch, known: standing.Known, above: bool) -> reel.Run:  # noqa: FBT001
    """
    The drawing that stands for one that is lacking; nothing where there is none.
    """
    row = standing.looked_at(stretch, known)
    # What hides all that is below it, because it was drawn over a background, is of no use above others.
    if row is None or (above and not row.cut_out):
        return {}
    drawing = {"show": "drawing", "take": row.key, "cut_out": row.cut_out}
    if row.key == stretch.key:
        there = run["drawing"] < row.drawings_done
        return {**drawing, "drawing": run["drawing"], "exact": True} if there else {}
    return {**drawing, "drawing": _nearest(run["drawing"], stretch, row)}


def _nearest(index: int, stretch: Stretch, row: Segment) -> int:
    """
    The drawing of another take that stands nearest; the stage of the editor chooses the same.
    """
    time = (index + 1) * stretch.exposure / (stretch.count + 1)
    there = min(row.drawings, row.drawings_done)
    return max(0, min(int(time * (row.drawings + 1) + 0.5) - 1, there - 1))
