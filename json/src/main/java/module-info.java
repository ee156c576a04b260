import org.jspecify.annotations.NullMarked;

/** JSON, read and written; the only importer of the JSON library. */
@NullMarked
module mien.json {
  requires transitive mien.core;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports mien.json;
}
