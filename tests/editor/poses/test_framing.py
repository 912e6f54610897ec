import numpy as np
import pytest
from PIL import Image, ImageDraw

from editor.poses import framing
from editor.poses.framing import WHOLE, Framing, window
from editor.refusals import Refused

SIZE = (200, 100)


def picture():
    """
    A red picture with a blue bar in its middle.
    """
    image = Image.new("RGBA", SIZE, (255, 0, 0, 255))
    ImageDraw.Draw(image).rectangle((95, 10, 104, 89), fill=(0, 0, 255, 255))
    return image


def cut(**wish):
    return np.asarray(framing.cut(picture(), window(Framing(**wish), SIZE)))


def test_the_whole_picture_is_the_picture_to_the_last_pixel():
    assert np.array_equal(cut(), np.asarray(picture()))
    assert WHOLE.to_json() is None
    assert Framing.of(None) == WHOLE


def test_a_part_is_copied_and_not_drawn_anew():
    assert np.array_equal(cut(x=0.25, y=0.1, width=0.5, height=0.5), np.asarray(picture())[10:60, 50:150])


def test_beyond_the_picture_it_is_transparent():
    wide = cut(x=-0.1, y=0, width=1.2, height=1.5)
    assert wide.shape == (150, 240, 4)
    assert not wide[:, :20].any()
    assert not wide[100:].any()
    assert np.array_equal(wide[:100, 20:220], np.asarray(picture()))


def test_a_turned_picture_is_turned_clockwise_about_its_middle():
    image = Image.new("RGBA", SIZE, (0, 0, 0, 255))
    ImageDraw.Draw(image).rectangle((150, 40, 199, 59), fill=(255, 255, 255, 255))  # on the right
    turned = np.asarray(framing.cut(image, window(Framing(turn=90, y=-0.5, height=2), SIZE)))
    assert turned[170, 100].tolist() == [255, 255, 255, 255]  # at the foot
    assert turned[60, 100].tolist() == [0, 0, 0, 255]
    assert not turned[:, :45].any()


def test_the_edge_of_a_turned_cut_out_keeps_its_colour():
    image = Image.new("RGBA", SIZE)
    ImageDraw.Draw(image).ellipse((60, 10, 140, 90), fill=(200, 100, 50, 255))
    turned = np.asarray(framing.cut(image, window(Framing(turn=13), SIZE))).astype(int)
    half = turned[(turned[..., 3] > 60) & (turned[..., 3] < 200)]
    assert len(half)
    assert abs(half[:, :3] - (200, 100, 50)).max() <= 6


@pytest.mark.parametrize("turn", [0, 17, -90, 123])
def test_a_place_comes_back_as_it_went(turn):
    through = window(Framing(0.1, -0.2, 0.7, 0.9, turn), SIZE)
    for place in ((0, 0), (0.3, 0.8), (1, 1)):
        assert through.place(through.place_back(place)) == pytest.approx(place)
    assert window(WHOLE, SIZE).place((0.3, 0.4)) == pytest.approx((0.3, 0.4))


def test_places_and_masks_go_where_the_pixels_went():
    before, after = window(Framing(0.1, 0, 0.8, 1, 10), SIZE), window(Framing(0.2, 0.1, 0.6, 0.8, -20), SIZE)
    image = Image.new("RGBA", SIZE)
    ImageDraw.Draw(image).ellipse((96, 36, 104, 44), fill=(255, 255, 255, 255))
    first, last = (framing.cut(image, one).getchannel("A") for one in (before, after))
    carried = framing.carry(first, before, after)
    middle = [np.argwhere(np.asarray(one) > 127).mean(axis=0) for one in (first, last, carried)]
    assert middle[2] == pytest.approx(middle[1], abs=0.5)
    seen = (middle[0][1] + 0.5) / first.width, (middle[0][0] + 0.5) / first.height
    ((x, y),) = framing.shares_of([seen], before, after)
    assert (x * last.width, y * last.height) == pytest.approx(
        (middle[1][1] + 0.5, middle[1][0] + 0.5), abs=0.5
    )


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"width": 0.05}, "too_small"),
        ({"width": 50}, "too_many_pixels"),
        ({"x": 1.2}, "empty"),
        ({"y": -3, "turn": 45}, "empty"),
    ],
)
def test_a_frame_of_which_no_picture_can_come_is_refused_in_words(wish, code):
    with pytest.raises(Refused) as caught:
        window(Framing(**wish), SIZE)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
