/** Speed and accuracy, measured; never shipped. {@code mien bench} with a word says what. */
@NullMarked
package mien.bench;

import org.jspecify.annotations.NullMarked;
