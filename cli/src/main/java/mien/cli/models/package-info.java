/** {@code mien models}: list, fetch and check weights. */
@NullMarked
package mien.cli.models;

import org.jspecify.annotations.NullMarked;
