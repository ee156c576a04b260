/** The web application and HTTP API: what is wired, and how it starts and stops. */
@NullMarked
package mien.studio;

import org.jspecify.annotations.NullMarked;
