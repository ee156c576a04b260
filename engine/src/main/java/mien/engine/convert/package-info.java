/**
 * Makes ONNX models of files that packages carry: TFLite, TensorFlow.js weights, ONNX of one size.
 * Pure functions of bytes; not exported.
 */
package mien.engine.convert;
