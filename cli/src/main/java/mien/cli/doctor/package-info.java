/** {@code mien doctor}: what is installed, what would be slow, and how to mend it. */
@NullMarked
package mien.cli.doctor;

import org.jspecify.annotations.NullMarked;
