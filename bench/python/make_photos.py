"""Large photos for the pipeline's measurement, made from a folder of labeled photos.

Arguments: the folder of photos, the folder to write, megapixels (12 or 24), how many, and the most
faces in one (2 or 20). Half are photos enlarged to the full frame; half are frames of blurred scenery
with portraits pasted at sizes that faces have in such photos. A little noise, as a sensor gives, keeps the
files as large as a camera's. JPEG, quality 92, 4:2:0. They show real people: made when measured,
removed afterwards, never kept.
"""

import csv
import glob
import os
import sys

import cv2
import numpy as np

source, target = sys.argv[1:3]
megapixels, count, most = map(int, sys.argv[3:6])
width, height = (6000, 4000) if megapixels == 24 else (4000, 3000)
random = np.random.default_rng(20261121 + megapixels)


def cover(picture):
    """Enlarged to cover the frame, cut to it at the middle."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = (int(np.ceil(picture.shape[1] * scale)), int(np.ceil(picture.shape[0] * scale)))
    large = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    x, y = (size[0] - width) // 2, (size[1] - height) // 2
    return large[y : y + height, x : x + width]


def write(name, picture):
    noise = random.normal(0, 3, picture.shape[:2]).astype(np.int16)
    noisy = np.clip(picture.astype(np.int16) + noise[:, :, None], 0, 255).astype(np.uint8)
    cv2.imwrite(os.path.join(target, name), noisy, [cv2.IMWRITE_JPEG_QUALITY, 92])


boxes = {}
with open(os.path.join(source, "boxes.csv")) as file:
    for row in csv.DictReader(file):
        boxes[row["image"]] = boxes.get(row["image"], 0) + (row["ignore"] == "0")
groups = []
for image, faces in sorted(boxes.items()):
    picture = cv2.imread(os.path.join(source, image))
    if 1 <= faces <= most and picture is not None and min(picture.shape[:2]) >= 300:
        groups.append(picture)
portraits = []
for path in sorted(glob.glob(os.path.join(source, "landmarks", "lfpw_*.png"))) + sorted(
    glob.glob(os.path.join(source, "identity", "*.jpg"))
):
    picture = cv2.imread(path)
    if picture is not None and min(picture.shape[:2]) >= 200:
        portraits.append(picture)
scenery = [
    picture
    for picture in map(cv2.imread, sorted(glob.glob(os.path.join(source, "detect", "none_*.jpg"))))
    if picture is not None
]

for i in range(count):
    if i % 2 == 0:
        write(f"group{i:02d}.jpg", cover(groups[(i // 2) % len(groups)]))
        continue
    frame = cv2.GaussianBlur(cover(scenery[i % len(scenery)]), (0, 0), 15)
    choice = [faces for faces in (1, 2, 4, 6, 9, 12, 16, 20) if faces <= most]
    faces = choice[(i // 2) % len(choice)]
    columns = int(np.ceil(np.sqrt(faces * 1.5)))
    rows = int(np.ceil(faces / columns))
    for n in range(faces):
        cell = (width // columns, height // rows)
        portrait = portraits[int(random.integers(len(portraits)))]
        room = min(cell[0] / portrait.shape[1], cell[1] / portrait.shape[0])
        scale = room * random.uniform(0.5, 0.95)
        small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        x = (n % columns) * cell[0] + (cell[0] - small.shape[1]) // 2
        y = (n // columns) * cell[1] + (cell[1] - small.shape[0]) // 2
        frame[y : y + small.shape[0], x : x + small.shape[1]] = small
    write(f"portraits{i:02d}.jpg", frame)
print(f"{len(groups)} group photos, {len(portraits)} portraits")
