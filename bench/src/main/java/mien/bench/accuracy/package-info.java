/** Accuracy on labeled photos; aggregates only. */
@NullMarked
package mien.bench.accuracy;

import org.jspecify.annotations.NullMarked;
