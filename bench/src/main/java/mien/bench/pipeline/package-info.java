/** Whole photos: speed against the usual Python pipeline, overhead, cold start, memory. */
@NullMarked
package mien.bench.pipeline;

import org.jspecify.annotations.NullMarked;
