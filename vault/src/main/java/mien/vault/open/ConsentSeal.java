package mien.vault.open;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Sha256;
import mien.vault.seal.SealingKey;
import mien.vault.sql.ConsentTable;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;

/**
 * The sealed part of a consent: version 1, then signer, capacity and method as modified UTF-8, then
 * the length of the evidence and the evidence.
 *
 * @param signer who signed
 * @param capacity in whose name
 * @param method how
 * @param evidence the bytes
 */
public record ConsentSeal(
    String signer, Release.Capacity capacity, Release.Method method, byte[] evidence) {

  private static final int VERSION = 1;

  public static String context(SubjectId subject, String consentId) {
    return "consent|" + subject + "|" + consentId;
  }

  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(signer);
      out.writeUTF(capacity.name());
      out.writeUTF(method.name());
      out.writeInt(evidence.length);
      out.write(evidence);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  public static ConsentSeal open(SealingKey record, ConsentTable.Row row) {
    return decode(record.open(row.sealed(), context(row.subject(), row.id())));
  }

  private static ConsentSeal decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IOException("another version");
      }
      return new ConsentSeal(
          in.readUTF(),
          Release.Capacity.valueOf(in.readUTF()),
          Release.Method.valueOf(in.readUTF()),
          in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new mien.core.MienException(
          VaultFault.OTHER_SCHEMA,
          "A stored release is of a form that this mien does not know: use the newer one.",
          e);
    }
  }

  public Consent consent(ConsentTable.Row row) {
    return new Consent(
        row.id(),
        row.template(),
        row.textHash(),
        row.purpose(),
        row.givenAt(),
        row.expiresAt(),
        row.withdrawnAt(),
        signer,
        capacity,
        method,
        Sha256.of(evidence));
  }
}
