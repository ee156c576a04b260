/** From a face in a photo to the square that a recognizer was trained on. */
package mien.engine.align;
