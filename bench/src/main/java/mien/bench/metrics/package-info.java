/** The arithmetic of the field's measures: pure functions with known answers. */
@NullMarked
package mien.bench.metrics;

import org.jspecify.annotations.NullMarked;
