/** What measurements are told on the command line, and the engine that they get by it. */
@NullMarked
package mien.bench.options;

import org.jspecify.annotations.NullMarked;
