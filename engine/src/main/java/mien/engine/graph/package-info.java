/** ONNX graphs as values: reading, writing, and rewrites that keep what a graph computes. */
package mien.engine.graph;
