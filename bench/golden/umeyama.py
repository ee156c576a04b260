"""Similarity transforms by Umeyama's method: the reference for SimilarityTransform and FivePointAligner.

S. Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
IEEE PAMI 13(4), 1991, with scale and without reflection: what InsightFace's alignment uses.

Run by itself it writes core/src/test/resources/mien/core/geometry/umeyama.txt:
one case a line, the 5 points from, the 5 points to, then a b tx ty.
"""
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARCFACE_112 = np.array([
    (38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366),
    (41.5493, 92.3655), (70.7299, 92.2041)])


def template(size):
    if size % 112 == 0:
        return ARCFACE_112 * (size / 112)
    ratio = size / 128
    return ARCFACE_112 * ratio + [8 * ratio, 0]


def umeyama(src, dst):
    """The 2 x 3 matrix of the best similarity without reflection from src to dst (n x 2 each)."""
    n = len(src)
    ms, md = src.mean(0), dst.mean(0)
    s, d = src - ms, dst - md
    u, sigma, vt = np.linalg.svd(d.T @ s / n)
    signs = np.array([1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = u @ np.diag(signs) @ vt
    scale = (sigma * signs).sum() / (s ** 2).sum() * n
    return np.hstack([scale * rotation, (md - scale * rotation @ ms)[:, None]])


def cases(rng):
    for i in range(40):
        to = template([112, 128, 224, 256][i % 4])
        angle = rng.uniform(-np.pi, np.pi)
        zoom = 10 ** rng.uniform(-1, 1)
        turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        points = to @ turn.T + rng.uniform(-2000, 2000, 2)
        points = points + rng.normal(0, [0, 3, 12][i % 3] * zoom, (5, 2))
        if i % 5 == 4:
            points[:, 0] *= -1  # a mirror image: a fit that reflects would be perfect and wrong
        yield points, to


def main():
    rng = np.random.default_rng(20261121)
    lines = ["# written by bench/golden/umeyama.py: from (5 x,y), to (5 x,y), a b tx ty"]
    for src, dst in cases(rng):
        m = umeyama(src, dst)
        numbers = [*src.ravel(), *dst.ravel(), m[0, 0], m[1, 0], m[0, 2], m[1, 2]]
        lines.append(" ".join(f"{v:.12g}" for v in numbers))
    out = ROOT / "core/src/test/resources/mien/core/geometry/umeyama.txt"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
