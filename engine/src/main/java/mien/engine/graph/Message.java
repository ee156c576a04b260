package mien.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A protobuf message as its fields in their order. Fields that a reader does not know stay what
 * they were, so a message that is read and written again says the same. Large values are views of
 * the bytes that were read: nothing is copied before {@link #write}.
 *
 * <p>Mutable; for one thread at a time.
 */
public final class Message {

  private static final int LONGEST_VARINT = 10;

  private final List<Field> fields = new ArrayList<>();

  /** An empty message. */
  public Message() {}

  /**
   * Reads a message; messages inside it stay bytes until they are asked for.
   *
   * @param bytes from the position to the limit; must not change while the message is used
   * @throws MalformedModelException if that is not protobuf
   */
  public static Message parse(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Message message = new Message();
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >>> 3);
      if (key >>> 3 == 0 || key >>> 32 != 0) {
        throw new MalformedModelException("a field has the key " + key);
      }
      message.fields.add(
          switch ((int) key & 7) {
            case 0 -> new Field.Varint(number, varint(in));
            case 1 -> new Field.Fixed64(number, require(in, Long.BYTES).getLong());
            case 2 -> new Field.Bytes(number, bytes(in));
            case 5 -> new Field.Fixed32(number, require(in, Integer.BYTES).getInt());
            default ->
                throw new MalformedModelException("a field has the unknown form " + (key & 7));
          });
    }
    return message;
  }

  /** All fields in their order; a view. */
  public Stream<Field> fields() {
    return fields.stream();
  }

  /** The integer of a field, the last one if it occurs more than once. */
  public long number(int field, long otherwise) {
    long value = otherwise;
    for (Field f : fields) {
      if (f.number() == field && f instanceof Field.Varint v) {
        value = v.value();
      }
    }
    return value;
  }

  /** The integers of a repeated field, packed or one by one. */
  public long[] numbers(int field) {
    List<Long> values = new ArrayList<>();
    for (Field f : fields) {
      if (f.number() == field && f instanceof Field.Varint v) {
        values.add(v.value());
      } else if (f.number() == field && f instanceof Field.Bytes packed) {
        ByteBuffer in = packed.value().duplicate();
        while (in.hasRemaining()) {
          values.add(varint(in));
        }
      }
    }
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /** The text of a field; empty where it is missing. */
  public String text(int field) {
    List<String> all = texts(field);
    return all.isEmpty() ? "" : all.getLast();
  }

  /** The texts of a repeated field. */
  public List<String> texts(int field) {
    return bytes(field).stream().map(b -> StandardCharsets.UTF_8.decode(b).toString()).toList();
  }

  /** The values of a field with bytes, as views from 0 to their limit, least significant first. */
  public List<ByteBuffer> bytes(int field) {
    List<ByteBuffer> values = new ArrayList<>();
    for (Field f : fields) {
      if (f.number() == field && f instanceof Field.Bytes b) {
        values.add(b.value().slice().order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    return values;
  }

  /** The messages of a field. */
  public List<Message> messages(int field) {
    List<Message> found = new ArrayList<>();
    for (Field f : fields) {
      if (f.number() == field) {
        switch (f) {
          case Field.Nested n -> found.add(n.message());
          case Field.Bytes b -> found.add(parse(b.value()));
          case Field.Varint _, Field.Fixed32 _, Field.Fixed64 _ ->
              throw new MalformedModelException("the field " + field + " is no message");
        }
      }
    }
    return found;
  }

  /**
   * The message in a field, read for changing: what is changed in it is changed here. An empty one
   * is added where it is missing.
   */
  public Message nested(int field) {
    for (int i = 0; i < fields.size(); i++) {
      switch (fields.get(i)) {
        case Field.Nested n when n.number() == field -> {
          return n.message();
        }
        case Field.Bytes b when b.number() == field -> {
          Message message = parse(b.value());
          fields.set(i, new Field.Nested(field, message));
          return message;
        }
        case Field.Nested _, Field.Bytes _, Field.Varint _, Field.Fixed32 _, Field.Fixed64 _ -> {}
      }
    }
    Message message = new Message();
    add(field, message);
    return message;
  }

  /** Adds an integer. */
  public Message add(int field, long value) {
    return add(new Field.Varint(field, value));
  }

  /** Adds text. */
  public Message add(int field, String text) {
    return add(field, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds bytes, from the position to the limit. */
  public Message add(int field, ByteBuffer bytes) {
    return add(new Field.Bytes(field, bytes.slice()));
  }

  /** Adds a message. */
  public Message add(int field, Message message) {
    return add(new Field.Nested(field, message));
  }

  /** Adds a float. */
  public Message addFloat(int field, float value) {
    return add(new Field.Fixed32(field, Float.floatToRawIntBits(value)));
  }

  /** Adds a field. */
  public Message add(Field field) {
    fields.add(field);
    return this;
  }

  /** Removes the fields for which the condition holds. */
  public Message removeIf(Predicate<Field> condition) {
    fields.removeIf(condition);
    return this;
  }

  /**
   * Bytes that {@link #write} writes.
   *
   * @throws ArithmeticException above 2 GiB, which protobuf does not allow
   */
  public int size() {
    int size = 0;
    for (Field f : fields) {
      size = Math.addExact(size, Math.addExact(Field.Varint.size(key(f)), f.valueSize()));
    }
    return size;
  }

  /** Writes the message at the buffer's position. */
  public void write(ByteBuffer into) {
    for (Field f : fields) {
      Field.Varint.write(key(f), into);
      f.writeValue(into);
    }
  }

  /** The bytes of the message. */
  public byte[] toBytes() {
    byte[] bytes = new byte[size()];
    write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static long key(Field field) {
    return (long) field.number() << 3 | field.wireType();
  }

  private static ByteBuffer bytes(ByteBuffer in) {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new MalformedModelException(
          "a field claims " + length + " bytes where " + in.remaining() + " are left");
    }
    ByteBuffer value = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return value;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte b = require(in, 1).get();
      value |= (long) (b & 0x7F) << 7 * i;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedModelException("an integer does not end");
  }

  private static ByteBuffer require(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      throw new MalformedModelException("the bytes end inside a field");
    }
    return in;
  }
}
