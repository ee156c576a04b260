#!/usr/bin/python3
"""Writes the golden vectors of Resize, Warp.similarity and Warp.crop.

Synthetic pictures only. Run with OpenCV 4.6 (Debian: python3-opencv) from the root:

    /usr/bin/python3 bench/golden/make_pixels.py

Each file is a gzip of cases, one after the other. A case is big-endian int32 width and height of
the input, width and height of the output, then the parameters (resize: none; warp: four float64
a, b, tx, ty, input to output; crop: four int32 left, top, width, height), then the input's and
the output's samples, rows from the top, red, green, blue.
"""
import gzip
import io
import struct
import sys

import cv2
import numpy as np

OUT = "engine/src/test/resources/golden/"


def picture(kind, width, height, seed):
    rng = np.random.default_rng(seed)
    if kind == "noise":
        return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    if kind == "binary":
        return (rng.integers(0, 2, (height, width, 3)) * 255).astype(np.uint8)
    y, x = np.mgrid[0:height, 0:width]
    if kind == "checker":
        plane = ((x // 3 + y // 2) % 2) * 255
        return np.stack([plane, 255 - plane, ((x + y) % 2) * 255], axis=2).astype(np.uint8)
    return np.stack([x * 255 // max(1, width - 1), y * 255 // max(1, height - 1),
                     (x * 7 + y * 13) % 256], axis=2).astype(np.uint8)


def case(picture, result, parameters=b""):
    head = struct.pack(">4i", picture.shape[1], picture.shape[0], result.shape[1], result.shape[0])
    return head + parameters + picture.tobytes() + result.tobytes()


def write(name, cases):
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as file:
        for one in cases:
            file.write(one)
    with open(OUT + name, "wb") as file:
        file.write(buffer.getvalue())
    print(name, len(cases), "cases,", len(buffer.getvalue()), "bytes")


def resize_cases():
    sizes = [(27, 21, 48, 37), (44, 32, 22, 16), (61, 47, 24, 19), (67, 91, 13, 17),
             (1, 1, 5, 3), (1, 7, 3, 3), (7, 1, 3, 4), (20, 17, 20, 17), (23, 16, 46, 32),
             (40, 31, 39, 30), (3, 90, 2, 31), (2, 2, 33, 31), (60, 45, 20, 15)]
    for i, (w, h, ow, oh) in enumerate(sizes):
        for kind in ("noise", "checker", "ramp", "binary"):
            source = picture(kind, w, h, i)
            yield case(source, cv2.resize(source, (ow, oh), interpolation=cv2.INTER_LINEAR))


def warp_cases():
    rng = np.random.default_rng(7)
    for i in range(24):
        kind = ("noise", "checker", "ramp", "binary")[i % 4]
        w, h = int(rng.integers(1, 70)), int(rng.integers(1, 70))
        ow, oh = int(rng.integers(1, 60)), int(rng.integers(1, 60))
        angle, scale = rng.uniform(-np.pi, np.pi), np.exp(rng.uniform(-1.2, 1.2))
        if i % 6 == 0:
            angle, scale = 0.0, (1.0, 0.5, 2.0, 1.25)[i // 6]
        a, b = scale * np.cos(angle), scale * np.sin(angle)
        # The middle of the input goes near the middle of the output.
        tx = ow / 2 - (a * w / 2 - b * h / 2) + rng.uniform(-6, 6)
        ty = oh / 2 - (b * w / 2 + a * h / 2) + rng.uniform(-6, 6)
        if i == 23:
            tx += 10000
        source = picture(kind, w, h, 100 + i)
        matrix = np.array([[a, -b, tx], [b, a, ty]], dtype=np.float64)
        result = cv2.warpAffine(source, matrix, (ow, oh), flags=cv2.INTER_LINEAR, borderValue=0)
        yield case(source, result, struct.pack(">4d", a, b, tx, ty))


def crop_cases():
    regions = [(5, 4, 20, 20, 32, 32), (-7, -9, 30, 30, 24, 24), (20, 15, 40, 40, 60, 60),
               (-20, -20, 100, 100, 48, 48), (50, 10, 9, 9, 12, 12), (-5, 0, 5, 5, 8, 8),
               (-4, 3, 5, 5, 12, 12), (39, 0, 3, 30, 7, 31), (0, 29, 12, 4, 13, 9),
               (10, 10, 1, 1, 6, 6), (3, 2, 20, 20, 10, 10)]
    for i, (left, top, rw, rh, ow, oh) in enumerate(regions):
        for w, h in ((40, 30), (1, 30), (40, 1)):
            source = picture(("noise", "checker", "binary")[i % 3], w, h, 200 + i)
            cut = np.zeros((rh, rw, 3), dtype=np.uint8)
            x1, y1 = max(0, left), max(0, top)
            x2, y2 = min(w, left + rw), min(h, top + rh)
            if x2 > x1 and y2 > y1:
                cut[y1 - top:y2 - top, x1 - left:x2 - left] = source[y1:y2, x1:x2]
            result = cv2.resize(cut, (ow, oh), interpolation=cv2.INTER_LINEAR)
            yield case(source, result, struct.pack(">4i", left, top, rw, rh))


def main():
    print("OpenCV", cv2.__version__, file=sys.stderr)
    write("resize.bin.gz", list(resize_cases()))
    write("warp.bin.gz", list(warp_cases()))
    write("crop.bin.gz", list(crop_cases()))


if __name__ == "__main__":
    main()
