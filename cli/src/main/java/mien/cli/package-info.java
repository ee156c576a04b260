/** The {@code mien} command: parses words, calls the engine, prints. */
@NullMarked
package mien.cli;

import org.jspecify.annotations.NullMarked;
