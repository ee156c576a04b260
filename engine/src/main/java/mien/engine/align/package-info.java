/** From a face in a photo to the square that a recogniser was trained on. */
package mien.engine.align;
