"""FAISS IndexFlatIP and numpy on one thread, on request: see mien.bench.search.SearchBench.

Arguments: the matrix file, its header's size, dimension, rows, and a file of float32 probes.
A line "versions" asks for these; "faiss P K" searches with probe P for K rows; "batch N K" with the first N; "numpy P"
multiplies. The answer is the milliseconds, then the rows found.
"""

import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import faiss  # noqa: E402
import numpy as np  # noqa: E402

path, header, dimension, rows, probes_path = sys.argv[1:6]
header, dimension, rows = int(header), int(dimension), int(rows)
faiss.omp_set_num_threads(1)
matrix = np.memmap(path, dtype="<f4", mode="r", offset=header, shape=(rows, dimension))
probes = np.fromfile(probes_path, dtype="<f4").reshape(-1, dimension)
index = faiss.IndexFlatIP(dimension)
for start in range(0, rows, 65536):
    index.add(np.ascontiguousarray(matrix[start : start + 65536]))

for line in sys.stdin:
    word, *numbers = line.split()
    numbers = [int(n) for n in numbers]
    begin = time.perf_counter()
    if word == "versions":
        print(f"FAISS {faiss.__version__}, numpy {np.__version__}", flush=True)
        continue
    if word == "faiss":
        _, found = index.search(probes[numbers[0] : numbers[0] + 1], numbers[1])
    elif word == "batch":
        _, found = index.search(probes[: numbers[0]], numbers[1])
    elif word == "numpy":
        found = (matrix @ probes[numbers[0]])[:1] * 0
    milliseconds = (time.perf_counter() - begin) * 1e3
    print(f"{milliseconds:.3f} " + ",".join(str(int(r)) for r in found[0:1].ravel()), flush=True)
