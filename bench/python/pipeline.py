"""The usual Python pipeline with the default's networks, on request: cv2.imread and OpenCV's DNN module.

Arguments: a folder with whole.onnx and small.onnx (the detector at two fixed sizes), the files of
BlazeFace, of the face mesh and of the recognizer, how many threads OpenCV may use, and how the photo is
fitted into the detector's input: linear, as such programs do it, or area, which averages all pixels and so
tells how much of a difference is the aliasing of the first.
Input lines and answers:
  analyze FILE   every face: "count, then x1 y1 x2 y2 score and the embedding of each"
  all FILE...    the same work for several files, for timing: "milliseconds faces"
  versions       what runs

As such programs do it: the photo is decoded whole and fitted into each input (bilinear, the rest black),
faces of 0.5 and more, NMS 0.3 over both passes; BlazeFace on twice the box says where the mesh looks, the
mesh's face flag (0 and more) says whether there is a face, its points are aligned to the ArcFace template
by least squares, and the face is warped from the whole photo; one face at a time. Our own engine looks at
doubtful faces more often than this, and at photos without a sure face in three more turns.
Sources: Ultra-Light-Fast-Generic-Face-Detector-1MB (priors), MediaPipe (anchors, squares, points).
"""

import sys
import time

import cv2
import numpy as np

TEMPLATE = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ]
)


def similarity(points):
    """Least squares rotation, scale and translation onto the template, as a 2 x 3 matrix."""
    x, y = points[:, 0], points[:, 1]
    rows = np.zeros((10, 4))
    rows[0::2] = np.stack([x, -y, np.ones(5), np.zeros(5)], axis=1)
    rows[1::2] = np.stack([y, x, np.zeros(5), np.ones(5)], axis=1)
    a, b, tx, ty = np.linalg.lstsq(rows, TEMPLATE.ravel(), rcond=None)[0]
    return np.array([[a, -b, tx], [b, a, ty]])


def corners(values, priors):
    """Boxes x1 y1 x2 y2 of the detector's offsets; priors are centers and sides."""
    center = priors[:, :2] + values[:, :2] * 0.1 * priors[:, 2:]
    half = priors[:, 2:] * np.exp(values[:, 2:] * 0.2) / 2
    return np.concatenate([center - half, center + half], axis=1)


def priors_of(width, height):
    rows = []
    for stride, sides in ((8, (10, 16, 24)), (16, (32, 48)), (32, (64, 96)), (64, (128, 192, 256))):
        columns, lines = -(-width // stride), -(-height // stride)
        y, x, side = np.meshgrid(np.arange(lines), np.arange(columns), sides, indexing="ij")
        x, y, side = (v.ravel() for v in (x, y, side))
        centers = ((x + 0.5) * stride, (y + 0.5) * stride)
        rows.append(np.stack([*centers, np.minimum(side, width), np.minimum(side, height)], axis=1))
    return np.concatenate(rows)


class Detector:
    """One size of the detector."""

    def __init__(self, file, size, shrink):
        self.net = cv2.dnn.readNetFromONNX(file)
        self.size = size
        self.shrink = shrink
        self.priors = priors_of(*size)

    def find(self, picture):
        """Boxes and scores of 0.5 and more, in pixels of the photo."""
        height, width = picture.shape[:2]
        scale = min(self.size[0] / width, self.size[1] / height)
        fitted = (int(width * scale), int(height * scale))
        canvas = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        canvas[: fitted[1], : fitted[0]] = cv2.resize(picture, fitted, interpolation=self.shrink)
        mean = (127.0, 127.0, 127.0)
        self.net.setInput(cv2.dnn.blobFromImage(canvas, 1 / 128, self.size, mean, swapRB=True))
        offsets, scores = self.net.forward(["462", "scores"])
        score = scores[0, :, 1]
        keep = score >= 0.5
        boxes = corners(offsets[0][keep], self.priors[keep])
        axes = np.array([width / fitted[0], height / fitted[1]])
        return boxes * np.tile(axes, 2), score[keep]


ANCHORS = np.concatenate(
    [
        np.repeat(
            np.stack(np.meshgrid(np.arange(cells), np.arange(cells)), axis=2).reshape(-1, 2) + 0.5,
            each,
            axis=0,
        )
        * (128 / cells)
        for cells, each in ((16, 2), (8, 6))
    ]
)


def square(picture, center, side, angle, size):
    """The turned square of a photo, and the matrix from its pixels to the photo's."""
    c, s = np.cos(angle) * side / size, np.sin(angle) * side / size
    middle = (size - 1) / 2
    back = np.array(
        [
            [c, -s, center[0] - c * middle + s * middle],
            [s, c, center[1] - s * middle - c * middle],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(picture, back, (size, size), flags=flags), back


class Pipeline:
    def __init__(self, folder, blaze, mesh, recognizer, shrink):
        how = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}[shrink]
        with open(folder + "/sizes.txt") as file:
            sizes = [tuple(map(int, line.split())) for line in file]
        self.detectors = [
            Detector(folder + "/" + name, size, how)
            for name, size in zip(("whole.onnx", "small.onnx"), sizes)
        ]
        self.blaze = cv2.dnn.readNetFromONNX(blaze)
        self.mesh = cv2.dnn.readNetFromONNX(mesh)
        self.recognizer = cv2.dnn.readNetFromONNX(recognizer)

    def detect(self, picture):
        found = [detector.find(picture) for detector in self.detectors]
        boxes = np.concatenate([boxes for boxes, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        if len(boxes) == 0:
            return []
        sides = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
        kept = cv2.dnn.NMSBoxes(sides.tolist(), scores.tolist(), 0.5, 0.3)
        return [(boxes[i], float(scores[i])) for i in np.ravel(kept)]

    def points(self, picture, box):
        """The five points; None where the mesh sees no face."""
        center = (box[:2] + box[2:]) / 2 - 0.5
        crop, back = square(picture, center, 2 * max(box[2:] - box[:2]), 0, 128)
        self.blaze.setInput(
            cv2.dnn.blobFromImage(crop, 1 / 127.5, (128, 128), (127.5, 127.5, 127.5), swapRB=True)
        )
        values, logits = self.blaze.forward(["out0", "out1"])
        values, logits = values.reshape(896, 16), logits.ravel()
        middle = np.abs(ANCHORS + values[:, :2] - 64).max(axis=1) < 32
        if not middle.any():
            return None
        best = np.where(middle, logits, -np.inf).argmax()
        where = ANCHORS[best] + values[best, :2]
        eyes = ANCHORS[best] + values[best, 4:8].reshape(2, 2)
        angle = np.arctan2(eyes[1, 1] - eyes[0, 1], eyes[1, 0] - eyes[0, 0])
        middle = back @ np.array([where[0] - 0.5, where[1] - 0.5, 1])
        side = 1.5 * values[best, 2:4].max() * np.hypot(back[0, 0], back[1, 0])
        crop, back = square(picture, middle, side, angle, 192)
        self.mesh.setInput(cv2.dnn.blobFromImage(crop, 1 / 255, (192, 192), swapRB=True))
        mesh, flag = self.mesh.forward(["out0", "out1"])
        if flag.ravel()[0] < 0:
            return None
        flat = mesh.reshape(468, 3)[:, :2] - 0.5
        five = np.stack([flat[LEFT].mean(axis=0), flat[RIGHT].mean(axis=0), *flat[[4, 61, 291]]])
        return five @ back[:, :2].T + back[:, 2]

    def embed(self, picture, points):
        face = cv2.warpAffine(picture, similarity(points), (112, 112), flags=cv2.INTER_LINEAR)
        blob = cv2.dnn.blobFromImage(face, 1 / 128, (112, 112), (127.0, 127.0, 127.0))
        self.recognizer.setInput(blob)
        vector = self.recognizer.forward().ravel()
        return vector / np.linalg.norm(vector)

    def analyze(self, path):
        picture = cv2.imread(path)
        if picture is None:
            return []
        faces = []
        for box, score in self.detect(picture):
            points = self.points(picture, box)
            if points is not None:
                faces.append((box, score, self.embed(picture, points)))
        return faces


LEFT = [33, 160, 158, 133, 153, 144]
RIGHT = [362, 385, 387, 263, 373, 380]


def main():
    pipeline = Pipeline(*sys.argv[1:5], sys.argv[6])
    cv2.setNumThreads(int(sys.argv[5]))
    for line in sys.stdin:
        word, *paths = line.rstrip("\n").split("\t")
        if word == "versions":
            print(f"OpenCV {cv2.__version__}, Python {sys.version.split()[0]}", flush=True)
        elif word == "analyze":
            faces = pipeline.analyze(paths[0])
            text = [str(len(faces))]
            for box, score, vector in faces:
                text += [f"{v:.3f}" for v in box] + [f"{score:.4f}"]
                text += [f"{v:.6f}" for v in vector]
            print(" ".join(text), flush=True)
        elif word == "all":
            begin = time.perf_counter()
            faces = sum(len(pipeline.analyze(path)) for path in paths)
            print(f"{(time.perf_counter() - begin) * 1e3:.1f} {faces}", flush=True)


main()
