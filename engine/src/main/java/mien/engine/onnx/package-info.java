/** The only importer of ONNX Runtime; not exported. */
package mien.engine.onnx;
