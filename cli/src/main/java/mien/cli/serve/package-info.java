/** {@code mien serve}: the studio. */
@NullMarked
package mien.cli.serve;

import org.jspecify.annotations.NullMarked;
