package mien.engine.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes FlatBuffers files for tests: tables of numbers, vectors and tables, each value behind the
 * table that points to it.
 */
final class FlatFile {

  private final ByteBuffer file = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  private FlatFile() {}

  /**
   * Writes a table and what it holds.
   *
   * @param root values by field: Integer, Byte, int[], byte[], a table (Map) or a List of tables
   */
  static byte[] write(Map<Integer, ?> root) {
    FlatFile written = new FlatFile();
    written.file.putInt(0);
    written.file.putInt(0, written.table(root));
    return Arrays.copyOf(written.file.array(), written.file.position());
  }

  private int table(Map<Integer, ?> fields) {
    int count = fields.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    int vtable = file.position();
    file.putShort((short) (4 + 2 * count)).putShort((short) (4 + 4 * count));
    for (int field = 0; field < count; field++) {
      file.putShort((short) (fields.containsKey(field) ? 4 + 4 * field : 0));
    }
    int at = file.position();
    file.putInt(at - vtable);
    file.position(at + 4 + 4 * count);
    fields.forEach((field, value) -> value(at + 4 + 4 * field, value));
    return at;
  }

  private void value(int place, Object value) {
    switch (value) {
      case Integer number -> file.putInt(place, number);
      case Byte number -> file.put(place, number);
      case int[] numbers -> {
        file.putInt(place, file.position() - place).putInt(numbers.length);
        Arrays.stream(numbers).forEach(file::putInt);
      }
      case byte[] bytes ->
          file.putInt(place, file.position() - place).putInt(bytes.length).put(bytes);
      case Map<?, ?> fields -> file.putInt(place, table(cast(fields)) - place);
      case List<?> tables -> {
        int start = file.position();
        file.putInt(place, start - place).putInt(tables.size());
        file.position(start + 4 + 4 * tables.size());
        for (int i = 0; i < tables.size(); i++) {
          int entry = start + 4 + 4 * i;
          file.putInt(entry, table(cast((Map<?, ?>) tables.get(i))) - entry);
        }
      }
      default -> throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Integer, ?> cast(Map<?, ?> fields) {
    return (Map<Integer, ?>) fields;
  }
}
