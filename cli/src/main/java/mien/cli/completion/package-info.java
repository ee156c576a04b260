/** {@code mien completion}: scripts for the shells. */
@NullMarked
package mien.cli.completion;

import org.jspecify.annotations.NullMarked;
