/** The only place that knows HTTP in general: routes, limits, keys, problems, metrics. */
@NullMarked
package mien.studio.http;

import org.jspecify.annotations.NullMarked;
