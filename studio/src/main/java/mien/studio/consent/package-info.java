/**
 * The consent desk's doors: releases, photos, erasures and the log over HTTP. What may be done, the
 * vault decides; here it is asked, worded and written as JSON.
 */
@NullMarked
package mien.studio.consent;

import org.jspecify.annotations.NullMarked;
