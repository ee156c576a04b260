/** What the tests of several modules share. Never shipped. */
@NullMarked
package mien.testkit;

import org.jspecify.annotations.NullMarked;
