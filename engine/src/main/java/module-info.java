import org.jspecify.annotations.NullMarked;

/** Turns photo bytes into faces: decode, detect, align, embed, assess. */
@NullMarked
module mien.engine {
  requires transitive mien.core;
  requires static org.jspecify;
  requires java.desktop;
  requires java.net.http;
  requires com.microsoft.onnxruntime;

  exports mien.engine;
  exports mien.engine.align;
  exports mien.engine.assess;
  exports mien.engine.detect;
  exports mien.engine.fault;
  exports mien.engine.image;
  exports mien.engine.mesh;
  exports mien.engine.model;
  exports mien.engine.recognize;
}
