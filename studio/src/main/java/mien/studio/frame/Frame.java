package mien.studio.frame;

import mien.studio.http.Metrics;

/**
 * What the studio lends a slice. All of it stays the studio's, and is open for longer than the
 * slice is.
 *
 * @param faces sees faces, or says why not
 * @param jobs runs work that outlives its request
 * @param metrics that the slice may add to
 */
public record Frame(Faces faces, Jobs jobs, Metrics metrics) {}
