/** The audit log: durable appends, verification, and proofs at a million leaves. */
@NullMarked
package mien.bench.audit;

import org.jspecify.annotations.NullMarked;
