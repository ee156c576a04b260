/** {@code mien consent}: releases, photos, erasures and the sweep from the command line. */
@NullMarked
package mien.cli.consent;

import org.jspecify.annotations.NullMarked;
