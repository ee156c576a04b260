/** From aligned faces to embeddings. */
package mien.engine.recognize;
