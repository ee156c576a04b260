/**
 * A slice of the studio that keeps short notes in memory: the proof that a slice is a package, a
 * record for each answer, a list of routes, and an entry in the list of slices. What {@code people}
 * and {@code cull} will do.
 */
@NullMarked
package mien.testkit.notes;

import org.jspecify.annotations.NullMarked;
