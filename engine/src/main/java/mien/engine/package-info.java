/** The façade of the engine: one object that owns every native resource. */
package mien.engine;
