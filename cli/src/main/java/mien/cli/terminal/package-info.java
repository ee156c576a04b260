/** What a terminal can show: colors, tables, a progress bar. */
@NullMarked
package mien.cli.terminal;

import org.jspecify.annotations.NullMarked;
