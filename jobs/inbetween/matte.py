"""
Straight and premultiplied alpha: pictures are kept straight and mixed premultiplied.

Mixing straight colours would let the colour of transparent pixels, most often black, into the edges of
a cut-out as a dark fringe (Porter and Duff, "Compositing Digital Images", 1984).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


def premultiply(straight: Pixels) -> Pixels:
    """
    Return `(h, w, 4)` RGBA bytes with each colour multiplied by its alpha, rounded to the nearest byte.
    """
    premultiplied, pixels, thin = _split(straight)
    colours = pixels[thin].astype(np.uint16)
    pixels[thin, :3] = (colours[:, :3] * colours[:, 3:] + 127) // 255
    return premultiplied


def straighten(premultiplied: Pixels) -> Pixels:
    """
    Return premultiplied `(h, w, 4)` RGBA bytes with straight alpha; transparent pixels are all zero.
    """
    straight, pixels, thin = _split(premultiplied)
    colours = pixels[thin].astype(np.uint16)
    alpha = colours[:, 3:]
    # Sampling rounds each channel by itself, so a colour may come out a little above its alpha.
    pixels[thin, :3] = np.minimum((colours[:, :3] * 255 + alpha // 2) // alpha, 255)
    return straight


def _split(picture: Pixels) -> tuple[Pixels, Pixels, NDArray[np.intp]]:
    """
    Return a copy that is zero where transparent, its pixels in a row, and which of them are translucent.

    A cut-out's translucent pixels are its thin edge, so only they are worth the arithmetic.
    """
    alpha = np.ascontiguousarray(picture[..., 3])
    copy = np.asarray(cv2.bitwise_and(picture, picture, mask=alpha), np.uint8)
    translucent = np.asarray(cv2.inRange(alpha, np.array(1), np.array(254)), np.uint8)
    return copy, copy.reshape(-1, 4), np.flatnonzero(translucent)
