package mien.engine.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import mien.engine.graph.MalformedModelException;

/**
 * A table of a FlatBuffers file. Fields that are missing have their default; places outside the
 * file are refused.
 *
 * <p>Source: FlatBuffers, "Internals".
 *
 * @param file the whole file, least significant byte first
 * @param at where the table begins
 */
record FlatTable(ByteBuffer file, int at) {

  private static final int VTABLE_HEADER = 4;

  /** A vtable of four bytes without a field, and a table that points to it. */
  private static final FlatTable EMPTY =
      new FlatTable(
          ByteBuffer.wrap(new byte[] {4, 0, 0, 0, 4, 0, 0, 0}).order(ByteOrder.LITTLE_ENDIAN), 4);

  /** The root table of a file. */
  static FlatTable root(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    FlatTable start = new FlatTable(file, 0);
    return new FlatTable(file, start.offset(0));
  }

  int integer(int field, int otherwise) {
    int place = place(field);
    return place < 0 ? otherwise : int32(place);
  }

  int signedByte(int field) {
    int place = place(field);
    return place < 0 ? 0 : file.get(require(place, 1));
  }

  int[] integers(int field) {
    ByteBuffer values = vector(field, Integer.BYTES);
    int[] integers = new int[values.remaining() / Integer.BYTES];
    values.asIntBuffer().get(integers);
    return integers;
  }

  /** A vector of bytes, as a view. */
  ByteBuffer bytes(int field) {
    return vector(field, 1);
  }

  List<FlatTable> tables(int field) {
    ByteBuffer offsets = vector(field, Integer.BYTES);
    List<FlatTable> tables = new ArrayList<>();
    int start = place(field) < 0 ? 0 : offset(place(field)) + Integer.BYTES;
    for (int i = 0; i < offsets.remaining() / Integer.BYTES; i++) {
      tables.add(new FlatTable(file, offset(start + i * Integer.BYTES)));
    }
    return tables;
  }

  /** A table in a field; one without any field where it is missing. */
  FlatTable table(int field) {
    int place = place(field);
    return place < 0 ? EMPTY : new FlatTable(file, offset(place));
  }

  private ByteBuffer vector(int field, int elementSize) {
    int place = place(field);
    if (place < 0) {
      return ByteBuffer.allocate(0);
    }
    int start = offset(place);
    long size = (long) int32(start) * elementSize;
    if (size < 0 || size > file.limit()) {
      throw new MalformedModelException("a vector claims " + size + " bytes");
    }
    require(start + Integer.BYTES, (int) size);
    return file.slice(start + Integer.BYTES, (int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a field stands in the file; -1 where it is missing. */
  private int place(int field) {
    int vtable = at - int32(at);
    int fields = (uint16(vtable) - VTABLE_HEADER) / Short.BYTES;
    int offset = field < fields ? uint16(vtable + VTABLE_HEADER + field * Short.BYTES) : 0;
    return offset == 0 ? -1 : at + offset;
  }

  /** The place that an offset points to. */
  private int offset(int place) {
    int target = place + int32(place);
    return require(target, Integer.BYTES);
  }

  private int int32(int place) {
    return file.getInt(require(place, Integer.BYTES));
  }

  private int uint16(int place) {
    return Short.toUnsignedInt(file.getShort(require(place, Short.BYTES)));
  }

  private int require(int place, int size) {
    if (place < 0 || place > file.limit() - size) {
      throw new MalformedModelException("it points to byte " + place + " of " + file.limit());
    }
    return place;
  }
}
