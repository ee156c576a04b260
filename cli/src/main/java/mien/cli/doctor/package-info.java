/** {@code mien doctor}: what is installed, what is slow, and how to fix it. */
@NullMarked
package mien.cli.doctor;

import org.jspecify.annotations.NullMarked;
