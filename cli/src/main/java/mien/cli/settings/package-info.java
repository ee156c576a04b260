/** The settings file: one typed tree, read once, refused loudly. */
@NullMarked
package mien.cli.settings;

import org.jspecify.annotations.NullMarked;
