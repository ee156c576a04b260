package mien.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One field of a protobuf message, in the form that it has on the wire.
 *
 * <p>Source: Protocol Buffers, "Encoding".
 */
public sealed interface Field {

  /** Its number in the message's definition. */
  int number();

  /** Bytes of its value without the key; with the length for those that have one. */
  int valueSize();

  /** Writes the value, with its length for those that have one. */
  void writeValue(ByteBuffer into);

  /** What the wire calls its form. */
  int wireType();

  /** An integer of variable length; negative ones take ten bytes. */
  record Varint(int number, long value) implements Field {
    @Override
    public int valueSize() {
      return size(value);
    }

    @Override
    public void writeValue(ByteBuffer into) {
      write(value, into);
    }

    @Override
    public int wireType() {
      return 0;
    }

    static int size(long value) {
      return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    static void write(long value, ByteBuffer into) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        into.put((byte) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      into.put((byte) rest);
    }
  }

  /** Eight bytes, least significant first. */
  record Fixed64(int number, long bits) implements Field {
    @Override
    public int valueSize() {
      return Long.BYTES;
    }

    @Override
    public void writeValue(ByteBuffer into) {
      into.order(ByteOrder.LITTLE_ENDIAN).putLong(bits);
    }

    @Override
    public int wireType() {
      return 1;
    }
  }

  /** Four bytes, least significant first. */
  record Fixed32(int number, int bits) implements Field {
    @Override
    public int valueSize() {
      return Integer.BYTES;
    }

    @Override
    public void writeValue(ByteBuffer into) {
      into.order(ByteOrder.LITTLE_ENDIAN).putInt(bits);
    }

    @Override
    public int wireType() {
      return 5;
    }
  }

  /**
   * Bytes with their length before them: text, raw numbers, or a message that has not been read.
   *
   * @param value a view of the bytes that were read, from 0 to its limit; not to be modified
   */
  record Bytes(int number, ByteBuffer value) implements Field {
    @Override
    public int valueSize() {
      return Varint.size(value.remaining()) + value.remaining();
    }

    @Override
    public void writeValue(ByteBuffer into) {
      Varint.write(value.remaining(), into);
      into.put(value.duplicate());
    }

    @Override
    public int wireType() {
      return 2;
    }
  }

  /** A message inside a message. */
  record Nested(int number, Message message) implements Field {
    @Override
    public int valueSize() {
      int size = message.size();
      return Varint.size(size) + size;
    }

    @Override
    public void writeValue(ByteBuffer into) {
      Varint.write(message.size(), into);
      message.write(into);
    }

    @Override
    public int wireType() {
      return 2;
    }
  }
}
