"""The usual Python pipeline, on request: cv2.imread, YuNet and a recogniser in OpenCV's DNN module.

Arguments: the detector's file, the recogniser's file, how many threads OpenCV may use, and how the
photo is fitted into the detector's input: linear, as such programs do it, or area, which averages all
pixels and so tells how much of a difference is the aliasing of the first.
Input lines and answers:
  analyze FILE   every face: "count, then x1 y1 x2 y2 score and the embedding of each"
  all FILE...    the same work for several files, for timing: "milliseconds faces"
  versions       what runs

As such programs do it: the photo is decoded whole, fitted into 640 x 640 (bilinear, the rest black),
faces of 0.5 and more, NMS 0.45; the five points are aligned to the ArcFace template by least squares
and warped from the whole photo; one face at a time through the recogniser. Source of the decoding of
YuNet's outputs: OpenCV, modules/objdetect/src/face_detect.cpp, whose own class cannot be used here
because OpenCV 4.6 expects the outputs of an older export.
"""

import sys
import time

import cv2
import numpy as np

SIDE = 640
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


class Pipeline:
    def __init__(self, detector, recognizer, shrink):
        self.shrink = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}[shrink]
        self.detector = cv2.dnn.readNetFromONNX(detector)
        self.recognizer = cv2.dnn.readNetFromONNX(recognizer)
        self.outputs = [f"{kind}_{s}" for s in (8, 16, 32) for kind in ("cls", "obj", "bbox", "kps")]

    def detect(self, picture):
        height, width = picture.shape[:2]
        scale = min(SIDE / width, SIDE / height)
        size = (int(width * scale), int(height * scale))
        fitted = np.zeros((SIDE, SIDE, 3), np.uint8)
        fitted[: size[1], : size[0]] = cv2.resize(picture, size, interpolation=self.shrink)
        self.detector.setInput(cv2.dnn.blobFromImage(fitted))
        values = dict(zip(self.outputs, self.detector.forward(self.outputs)))
        boxes, scores, points = [], [], []
        for stride in (8, 16, 32):
            cells = SIDE // stride
            column, row = np.meshgrid(np.arange(cells), np.arange(cells))
            grid = np.stack([column.ravel(), row.ravel()], axis=1).astype(np.float32)
            cls = values[f"cls_{stride}"].ravel().clip(0, 1)
            obj = values[f"obj_{stride}"].ravel().clip(0, 1)
            score = np.sqrt(cls * obj)
            keep = score >= 0.5
            box = values[f"bbox_{stride}"].reshape(-1, 4)[keep]
            centre = (grid[keep] + box[:, :2]) * stride
            sides = np.exp(box[:, 2:]) * stride
            boxes.append(np.concatenate([centre - sides / 2, sides], axis=1))
            scores.append(score[keep])
            kps = values[f"kps_{stride}"].reshape(-1, 5, 2)[keep]
            points.append((kps + grid[keep][:, None, :]) * stride)
        boxes, scores, points = map(np.concatenate, (boxes, scores, points))
        if len(boxes) == 0:
            return []
        kept = cv2.dnn.NMSBoxes(boxes.tolist(), scores.tolist(), 0.5, 0.45)
        # Sizes are whole pixels, so each axis has a scale of its own.
        axes = np.array([width / size[0], height / size[1]])
        return [
            (boxes[i] * np.tile(axes, 2), float(scores[i]), points[i] * axes)
            for i in np.ravel(kept)
        ]

    def embed(self, picture, points):
        face = cv2.warpAffine(picture, similarity(points), (112, 112), flags=cv2.INTER_LINEAR)
        blob = cv2.dnn.blobFromImage(face, 1 / 128, (112, 112), (127.5, 127.5, 127.5), swapRB=True)
        self.recognizer.setInput(blob)
        vector = self.recognizer.forward().ravel()
        return vector / np.linalg.norm(vector)

    def analyze(self, path):
        picture = cv2.imread(path)
        if picture is None:
            return []
        found = self.detect(picture)
        return [(box, score, self.embed(picture, points)) for box, score, points in found]


def main():
    pipeline = Pipeline(sys.argv[1], sys.argv[2], sys.argv[4])
    cv2.setNumThreads(int(sys.argv[3]))
    for line in sys.stdin:
        word, *paths = line.rstrip("\n").split("\t")
        if word == "versions":
            print(f"OpenCV {cv2.__version__}, Python {sys.version.split()[0]}", flush=True)
        elif word == "analyze":
            faces = pipeline.analyze(paths[0])
            text = [str(len(faces))]
            for (x, y, w, h), score, vector in faces:
                text += [f"{v:.3f}" for v in (x, y, x + w, y + h)] + [f"{score:.4f}"]
                text += [f"{v:.6f}" for v in vector]
            print(" ".join(text), flush=True)
        elif word == "all":
            begin = time.perf_counter()
            faces = sum(len(pipeline.analyze(path)) for path in paths)
            print(f"{(time.perf_counter() - begin) * 1e3:.1f} {faces}", flush=True)


main()
