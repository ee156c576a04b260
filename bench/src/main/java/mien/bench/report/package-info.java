/** Result files: Markdown tables, plots, and the machine they were made on. */
@NullMarked
package mien.bench.report;

import org.jspecify.annotations.NullMarked;
