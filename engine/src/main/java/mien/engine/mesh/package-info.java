/** MediaPipe's face mesh: 468 points with depth, and whether there is a face at all. */
package mien.engine.mesh;
