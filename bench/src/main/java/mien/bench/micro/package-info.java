/** JMH micro-benchmarks of the inner loops. */
@NullMarked
package mien.bench.micro;

import org.jspecify.annotations.NullMarked;
