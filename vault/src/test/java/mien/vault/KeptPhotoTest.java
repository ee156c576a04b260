package mien.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import mien.core.MienException;
import mien.vault.policy.Sha256;
import mien.vault.record.CollectOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an upload is kept: a whole picture, without the story of how it was taken. */
class KeptPhotoTest {

  private static final String SECRET = "48.2082 N 16.3738 E, camera 4711";

  /** A pattern of 24 x 24 gray pixels, computed; no photo. */
  private static final byte[] PICTURE =
      Base64.getMimeDecoder()
          .decode(
              """
              /9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwg
              JC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAYABgBAREA/8QAHwAAAQUBAQEBAQEAAAAA
              AAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEI
              I0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1
              dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi
              4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APN/D2lS/J8pr1jw9pUvyfKa2PGXjODwNoRt4ZC+u3cT
              CzhTBMWcgTNkEBQegI+YjHTcRlrpeg+FkDa1qVraOEV/JZt0rKW2grGuXYZzyAeh9DWfdfEi4mt1t/Cm
              jSQO6Ya7v1UshIYfLGpIyPlIZiR1BU9aw9L8Eajqd4by/kuLu6kxvmncyO2AAMseTgAD8KsW+j+CtE+W
              XVIbqYReasdihuN/XChkBQMSOjMOoJwDmtRddAQR+HPDEjOUUifUSFCtu5HloTuG3od45PTjmxeReML2
              3e71HWE0TT43Rz9lYWkcRxtGZM78EnozEZI9sf/Z
              """);

  @TempDir Path folder;

  /** The picture with a comment behind its first marker. */
  private static byte[] photo() {
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(PICTURE.length + 4 + secret.length);
    file.put(PICTURE, 0, 2).putShort((short) 0xFFFE).putShort((short) (2 + secret.length));
    return file.put(secret).put(PICTURE, 2, PICTURE.length - 2).array();
  }

  @Test
  void metadataIsRemovedBeforeThePhotoIsSealedAndHashed() throws Exception {
    Desk desk = new Desk(folder);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.consenting(vault, "pupil-1");
      BiometricCollection.Facts facts =
          ((CollectOutcome.Collected) vault.officer(Desk.OFFICER).collect(id, photo())).facts();
      byte[] kept = ((PhotoOutcome.Photo) vault.viewer(Desk.OFFICER).photo(id)).bytes();
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      assertThat(kept).hasSize(PICTURE.length).isEqualTo(PICTURE);
      assertThat(facts.photoHash()).isEqualTo(Sha256.of(kept));
      assertThat(facts.photoBytes()).isEqualTo(kept.length);
    }
  }

  @Test
  void aPhotoThatIsCutOffIsRefusedAndNothingIsKept() throws Exception {
    Desk desk = new Desk(folder);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.consenting(vault, "pupil-1");
      long leaves = Desk.leaves(vault);
      for (int length : new int[] {200, PICTURE.length / 2, PICTURE.length - 12}) {
        assertThatThrownBy(
                () -> vault.officer(Desk.OFFICER).collect(id, Arrays.copyOf(PICTURE, length)))
            .isInstanceOfSatisfying(
                MienException.class,
                e -> {
                  assertThat(e.code()).isEqualTo("photo.incomplete");
                  assertThat(e.blame()).isEqualTo(MienException.Blame.USER);
                });
      }
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(vault.viewer(Desk.OFFICER).photo(id)).isInstanceOf(PhotoOutcome.NothingHeld.class);
      // Only the end marker is missing: every pixel is there.
      assertThat(
              vault.officer(Desk.OFFICER).collect(id, Arrays.copyOf(PICTURE, PICTURE.length - 2)))
          .isInstanceOf(CollectOutcome.Collected.class);
    }
  }
}
