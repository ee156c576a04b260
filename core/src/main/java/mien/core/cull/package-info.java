/** Signals and verdicts for culling a shoot: pure arithmetic, which the browser runs as well. */
package mien.core.cull;
