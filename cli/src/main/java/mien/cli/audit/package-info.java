/** {@code mien audit}: the log of what was done with whose data, checked, proved and exported. */
@NullMarked
package mien.cli.audit;

import org.jspecify.annotations.NullMarked;
