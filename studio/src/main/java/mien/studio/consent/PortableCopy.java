package mien.studio.consent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mien.core.face.Embedding;
import mien.json.Json;
import mien.vault.subject.Consent;
import mien.vault.subject.SubjectExport;

/**
 * What a person takes along, as a zip file: {@code manifest.json}, {@code photo.jpg}, {@code
 * evidence/ID.png} for each release, {@code texts/HASH.md}, {@code embeddings/ID.f32}
 * (little-endian float32) and {@code README.txt}. Never classifications: they are nothing that the
 * person provided (Art. 20), and whatever leaves the house may end before a language model. The
 * desk shows them to the person.
 */
public final class PortableCopy {

  private static final String README =
      """
      This is everything that the person provided and that is held of them (GDPR Art. 20).

      manifest.json   what is held, under which release, and until when; UTC
      photo.*         the photograph, without place, date and device
      evidence/       what was signed with: the typed name, the drawing or the scan
      texts/          what was signed, by the hash that the manifest names; markdown
      embeddings/     face templates, if any are kept: little-endian float32, 512 numbers each

      It is for the person alone. Do not give it to a language model or any other service.
      """;

  private PortableCopy() {}

  /** The file's bytes. The same export gives the same bytes. */
  public static byte[] zip(SubjectExport export, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      add(zip, "README.txt", README.getBytes(StandardCharsets.UTF_8));
      String manifest = Json.of(Manifest.Portable.of(export.manifest(), now));
      add(zip, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
      if (export.photo().isPresent()) {
        byte[] photo = export.photo().get();
        add(zip, "photo" + FileKind.of(photo).extension(), photo);
      }
      for (int i = 0; i < export.evidence().size(); i++) {
        Consent consent = export.manifest().consents().get(i);
        byte[] evidence = export.evidence().get(i);
        add(zip, "evidence/" + consent.id() + FileKind.of(evidence).extension(), evidence);
      }
      for (Map.Entry<String, String> text : export.texts().entrySet()) {
        add(
            zip,
            "texts/" + text.getKey() + ".md",
            text.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < export.embeddings().size(); i++) {
        String id = export.manifest().embeddings().get(i).id();
        add(zip, "embeddings/" + id + ".f32", floats(export.embeddings().get(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] floats(Embedding embedding) {
    float[] values = embedding.toArray();
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** Stored, not compressed: photos are compressed already. */
  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    // No time of this machine: it would tell when the copy was made, twice over.
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
