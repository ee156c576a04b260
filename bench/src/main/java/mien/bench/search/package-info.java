/** Nearest-neighbor search against OpenBLAS and FAISS on the same matrix. */
@NullMarked
package mien.bench.search;

import org.jspecify.annotations.NullMarked;
