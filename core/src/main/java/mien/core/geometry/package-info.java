/** Plane geometry of faces: the similarity transform, the ArcFace template, suppression. */
package mien.core.geometry;
