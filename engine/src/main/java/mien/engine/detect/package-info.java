/** Finding faces: one detector interface, three families, and the passes around them. */
package mien.engine.detect;
