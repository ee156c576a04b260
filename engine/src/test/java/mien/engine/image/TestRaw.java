package mien.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Raw camera files that hold a small and a large JPEG, laid out as each maker does. */
final class TestRaw {

  /** One entry of a directory with one number. */
  private record Tag(int id, int type, int count, long value) {}

  private TestRaw() {}

  private static Tag number(int id, long value) {
    return new Tag(id, 4, 1, value);
  }

  private static Tag orientation(int value) {
    return new Tag(0x112, 3, 1, value);
  }

  /** Main directory with the picture's orientation; the preview in a sub-directory's one strip. */
  static byte[] dng(byte[] preview, int orientation) {
    long sub = 300;
    long data = 600;
    List<Tag> main =
        List.of(orientation(orientation), number(0x14A, sub), new Tag(0xC612, 1, 4, 0x0401));
    List<Tag> picture =
        List.of(
            number(0x103, 7), number(0x106, 6), number(0x111, data), number(0x117, preview.length));
    return tiff(42, data, preview, at(8, main), at(sub, picture));
  }

  /** Canon: the large JPEG is the strip of the main directory, compression 6. */
  static byte[] cr2(byte[] preview, int orientation) {
    long data = 600;
    byte[] file =
        tiff(
            42,
            data,
            preview,
            at(
                16,
                List.of(
                    number(0x103, 6),
                    number(0x111, data),
                    orientation(orientation),
                    number(0x117, preview.length))));
    file[4] = 16;
    file[8] = 'C';
    file[9] = 'R';
    file[10] = 2;
    return file;
  }

  /** Nikon: offset and length in a sub-directory beside that of the sensor data. */
  static byte[] nef(byte[] preview, int orientation) {
    long data = 600;
    List<Tag> main = List.of(orientation(orientation), new Tag(0x14A, 4, 2, 200));
    List<Tag> picture =
        List.of(number(0x103, 6), number(0x201, data), number(0x202, preview.length));
    List<Tag> sensor = List.of(number(0x103, 34713), number(0x106, 32803));
    byte[] file = tiff(42, data, preview, at(8, main), at(300, picture), at(400, sensor));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(200, 300).putInt(204, 400);
    return file;
  }

  /** Panasonic: the JPEG is the value of a tag. */
  static byte[] rw2(byte[] preview, int orientation) {
    long data = 600;
    return tiff(
        0x55,
        data,
        preview,
        at(8, List.of(new Tag(0x2E, 7, preview.length, data), orientation(orientation))));
  }

  /** Fujifilm: offset and length in the head of the file. */
  static byte[] raf(byte[] preview) {
    ByteBuffer b = ByteBuffer.allocate(148 + preview.length);
    b.put("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.ISO_8859_1));
    b.putInt(84, 148).putInt(88, preview.length);
    b.position(148).put(preview);
    return b.array();
  }

  /** Canon again: boxes; the orientation in CMT1, the JPEG as the first sample of a track. */
  static byte[] cr3(byte[] preview, int orientation) {
    byte[] cmt1 = tiff(42, 64, new byte[0], at(8, List.of(orientation(orientation))));
    byte[] ftyp = box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.ISO_8859_1));
    byte[] uuid = box("uuid", new byte[16], box("CMT1", cmt1));
    byte[] stsz = box("stsz", ints(0, 0, 1, preview.length));
    int moov = 8 + uuid.length + 8 * 4 + stsz.length + 8 + 16;
    int data = ftyp.length + moov + 8;
    byte[] co64 = box("co64", ints(0, 1, 0, data));
    byte[] track = box("trak", box("mdia", box("minf", box("stbl", stsz, co64))));
    return joined(ftyp, box("moov", uuid, track), box("mdat", preview));
  }

  private record Placed(long position, List<Tag> tags) {}

  private static Placed at(long position, List<Tag> tags) {
    return new Placed(position, tags);
  }

  private static byte[] tiff(int magic, long dataAt, byte[] data, Placed... directories) {
    ByteBuffer b = ByteBuffer.allocate((int) dataAt + data.length);
    b.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) magic);
    b.putInt((int) directories[0].position());
    for (Placed d : directories) {
      b.position((int) d.position()).putShort((short) d.tags().size());
      for (Tag t : d.tags()) {
        b.putShort((short) t.id()).putShort((short) t.type()).putInt(t.count());
        b.putInt((int) t.value());
      }
      b.putInt(0);
    }
    b.position((int) dataAt).put(data);
    return b.array();
  }

  private static byte[] box(String type, byte[]... bodies) {
    byte[] body = joined(bodies);
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(body)
        .array();
  }

  private static byte[] ints(int... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length);
    for (int v : values) {
      b.putInt(v);
    }
    return b.array();
  }

  private static byte[] joined(byte[]... parts) {
    List<Byte> all = new ArrayList<>();
    for (byte[] part : parts) {
      for (byte b : part) {
        all.add(b);
      }
    }
    byte[] bytes = new byte[all.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = all.get(i);
    }
    return bytes;
  }
}
