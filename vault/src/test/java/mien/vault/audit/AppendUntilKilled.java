package mien.vault.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.util.Base64;
import java.util.Random;
import mien.vault.sql.AuditLog;

/** A process that appends until it is killed, and tells of every commit that returned. */
final class AppendUntilKilled {

  private AppendUntilKilled() {}

  /** Words: the database, a file with the private key and the public one, a seed. */
  public static void main(String[] words) throws Exception {
    AuditLog log = Events.log(keys(Path.of(words[1])));
    Random random = new Random(Long.parseLong(words[2]));
    try (Connection connection = LogDatabase.sqliteFile(Path.of(words[0])).connect()) {
      connection.setAutoCommit(false);
      while (true) {
        int count = 1 + random.nextInt(4);
        long first = log.appendAll(connection, Events.events(random, count));
        connection.commit();
        System.out.println(first + count);
        System.out.flush();
      }
    }
  }

  static void save(KeyPair pair, Path file) throws IOException {
    String privateKey = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(file, privateKey + "\n" + AuditExport.pem(pair.getPublic()));
  }

  private static KeyPair keys(Path file) throws IOException, GeneralSecurityException {
    String[] parts = Files.readString(file).split("\n", 2);
    byte[] encoded = Base64.getDecoder().decode(parts[0]);
    return new KeyPair(
        TrustedKeys.ofPem(parts[1]),
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
  }
}
