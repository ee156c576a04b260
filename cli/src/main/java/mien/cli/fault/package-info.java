/** What can go wrong in the command, as codes. */
@NullMarked
package mien.cli.fault;

import org.jspecify.annotations.NullMarked;
