"""3DDFA_V2's arithmetic in numpy: the reference for TddfaParameters, TddfaBasis and TddfaCrop.

Written from the description of the method (utils/functions.py, utils/tddfa_util.py and
utils/pose.py of cleardusk/3DDFA_V2), with plain matrices where the Java code has loops. The basis
is random: the real one is not free. Writes into engine/src/test/resources/mien/engine/assess:
  tddfa-basis.bin   a basis file of the real layout, seeded noise around a rough head
  tddfa.txt         one case a line: 62 outputs, box (4), pitch yaw roll, 204 point coordinates
                    of pass 1, second square (3), 204 coordinates of pass 2
  tddfa-crop.png    the 120 x 120 crop that OpenCV makes of align.py's picture
"""
import cv2
import numpy as np

from align import picture
from umeyama import ROOT

OUT = ROOT / "engine/src/test/resources/mien/engine/assess"


def basis(rng):
    mean = rng.normal(0, 1, 62) * np.repeat([1.0, 1e5, 1.0], [12, 40, 10])
    mean[:12] = [3.5e-4, 0, 0, 60, 0, 3.5e-4, 0, 60, 0, 0, 3.5e-4, -60]
    deviation = np.abs(rng.normal(0, 1, 62)) * np.repeat([1e-4, 1e5, 0.5], [12, 40, 10])
    deviation[[3, 7, 11]] = 20
    face = rng.uniform(-8e4, 8e4, 204)
    shapes = rng.normal(0, 0.02, (204, 40))
    expressions = rng.normal(0, 3000, (204, 10))
    return [a.astype("<f4") for a in (mean, deviation, face, shapes, expressions)]


def crop_of_box(x1, y1, x2, y2):
    size = ((x2 - x1) + (y2 - y1)) / 2
    side = int(size * 1.58)
    return (x1 + x2) / 2 - side / 2, (y1 + y2) / 2 + 0.14 * size - side / 2, side


def crop_of_points(v):
    low, high = v[:2].min(1), v[:2].max(1)
    radius = (high - low).max() / 2
    side = np.hypot(2 * radius, 2 * radius)
    center = (low + high) / 2
    return center[0] - side / 2, center[1] - side / 2, side


def points(params, parts, crop):
    _, _, face, shapes, expressions = [p.astype(float) for p in parts]
    camera = params[:12].reshape(3, 4)
    head = face + shapes @ params[12:52] + expressions @ params[52:]
    v = camera[:, :3] @ head.reshape(3, -1, order="F") + camera[:, 3:]
    left, top, side = crop
    zoom = side / 120
    v[0] = (v[0] - 1) * zoom + left
    v[1] = (120 - v[1]) * zoom + top
    v[2] = (v[2] - 1) * zoom
    v[2] -= v[2].min()
    return v


def turn(axis, degrees):
    """A rotation about one axis, right-handed."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    i, j = [(1, 2), (2, 0), (0, 1)][axis]
    r = np.eye(3)
    r[i, i] = r[j, j] = c
    r[i, j], r[j, i] = -s, s
    return r


def pose(params):
    """Pitch, yaw, roll in degrees with the signs of HeadPose, checked by putting them together."""
    camera = params[:12].reshape(3, 4)[:, :3]
    r1, r2 = (camera[i] / np.linalg.norm(camera[i]) for i in (0, 1))
    r = np.stack([r1, r2, np.cross(r1, r2)])
    yaw = np.degrees(-np.arcsin(np.clip(r[0, 2], -1, 1)))
    if abs(r[0, 2]) > 0.998:
        pitch, roll = np.degrees(-np.arctan2(r[2, 1], r[1, 1])), 0
    else:
        pitch, roll = np.degrees([np.arctan2(r[1, 2], r[2, 2]), np.arctan2(r[0, 1], r[0, 0])])
    again = turn(0, -pitch) @ turn(1, -yaw) @ turn(2, -roll)
    # The rows of a fit are not quite at right angles, which no rotation can follow.
    assert np.abs(again - r).max() < 2 * abs(r1 @ r2) + 1e-3, (again, r)
    return pitch, yaw, roll


def main():
    rng = np.random.default_rng(62)
    OUT.mkdir(parents=True, exist_ok=True)
    parts = basis(rng)
    (OUT / "tddfa-basis.bin").write_bytes(b"".join(p.tobytes() for p in parts))
    lines = ["# written by bench/golden/tddfa.py"]
    for i in range(8):
        whitened = rng.normal(0, 1, 62).astype("f4")
        if i >= 6:  # a head turned by nearly 90 degrees, to either side
            camera = np.zeros((3, 4))
            sign = 1 if i == 6 else -1
            camera[0, 2] = -3e-4 * sign
            camera[1, 0:2] = 3e-4 * np.array([0.6, 0.8])
            camera[:, 3] = 60
            whitened[:12] = (camera.ravel() - parts[0][:12]) / parts[1][:12]
        params = whitened.astype(float) * parts[1] + parts[0]
        corner = rng.uniform(-50, 400, 2)
        box = np.round([*corner, *(corner + rng.uniform(30, 300, 2))], 2)
        first = points(params, parts, crop_of_box(*box))
        second_crop = crop_of_points(first)
        second = points(params, parts, second_crop)
        numbers = [*whitened, *box, *pose(params), *first.T.ravel(), *second_crop, *second.T.ravel()]
        lines.append(" ".join(f"{v:.9g}" for v in numbers))
    (OUT / "tddfa.txt").write_text("\n".join(lines) + "\n")
    # A box whose square has whole corners, because the reference cuts at whole pixels.
    left, top, side = crop_of_box(139, 40.72, 291, 192.72)
    assert (left, round(top, 6), side) == (95, 18, 240), (left, top, side)
    photo = picture(320, 240)
    padded = np.zeros((240 + 200, 320 + 200, 3), np.uint8)
    padded[:240, :320] = photo
    cut = padded[18:18 + 240, 95:95 + 240]
    cv2.imwrite(str(OUT / "tddfa-crop.png"), cv2.resize(cut, (120, 120))[:, :, ::-1])


if __name__ == "__main__":
    main()
