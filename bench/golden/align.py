"""Aligned squares of a synthetic picture: the reference for FivePointAligner.

The picture is integer arithmetic (see picture()), so the test draws the very same one; the warp is
OpenCV's warpAffine (bilinear, black border) with the matrix of umeyama.py.
Writes engine/src/test/resources/mien/engine/align/five-point-*.png and five-point.txt:
one case a line: name, size, photo width, photo height, the five points.
"""
import cv2
import numpy as np

from umeyama import ROOT, template, umeyama

OUT = ROOT / "engine/src/test/resources/mien/engine/align"


def wave(n, period):
    """A triangle wave of integers in [0, 255]."""
    return np.abs(n % (2 * period) - period) * 255 // period


def picture(width, height):
    """Three waves that fade to black at the edge.

    OpenCV rounds the place of a sample to 1/32 pixel, so steps (an edge against the black border)
    would differ from exact interpolation by more than the slopes here do.
    """
    y, x = np.mgrid[0:height, 0:width]
    edge = 10 * np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    waves = [wave(2 * x + y, 97), wave(3 * y - x + 4000, 131), wave(x + y, 59)]
    return np.stack([np.minimum(w, edge) for w in waves], axis=2).astype(np.uint8)


CASES = [
    ("upright", 112, (320, 240), 1.4, 0, (150, 120)),
    ("tilted", 112, (320, 240), 1.1, 32, (170, 110)),
    ("upside-down", 112, (320, 240), 0.9, 171, (160, 120)),
    ("cut-off", 112, (200, 300), 1.6, -14, (20, 270)),
    ("enlarged", 224, (120, 140), 0.5, 8, (60, 70)),
    ("reduced-128", 128, (641, 479), 3.3, -5, (321, 233)),
]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    lines = ["# written by bench/golden/align.py: name size width height x0 y0 .. x4 y4"]
    for name, size, (width, height), zoom, degrees, center in CASES:
        angle = np.radians(degrees)
        turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        face = template(112)
        points = (face - face.mean(0)) @ turn.T + center + rng.normal(0, 2, (5, 2))
        points = np.round(points, 3)
        square = cv2.warpAffine(
            picture(width, height), umeyama(points, template(size)), (size, size), borderValue=0)
        cv2.imwrite(str(OUT / f"five-point-{name}.png"), square[:, :, ::-1])
        lines.append(f"{name} {size} {width} {height} " + " ".join(f"{v:g}" for v in points.ravel()))
    (OUT / "five-point.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
