package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody who was erased at a desk, and the looking whether they are. */
record ErasedPerson(
    String subjectId, String safeId, String signer, String dataPath, List<String> receipts) {

  /** As the browser's run tells. */
  static ErasedPerson of(Map<?, ?> facts) {
    List<?> receipts = (List<?>) facts.get("receipts");
    return new ErasedPerson(
        (String) facts.get("subject_id"),
        (String) facts.get("safe_id"),
        (String) facts.get("signer"),
        (String) facts.get("data_path"),
        receipts.stream().map(String.class::cast).toList());
  }

  /** In no answer, in no file of the vault; the log tells of the erasures, and is sound. */
  void isGone(TestDesk desk) throws Exception {
    desk.as(TestDesk.OFFICER);
    desk.fetch("/api/v1/subjects/" + subjectId).refuses(404, "subject.unknown");
    assertThat((List<?>) desk.fetch("/api/v1/subjects?safe_id=" + safeId).is(200).at("subjects"))
        .isEmpty();
    assertThat(dataPath).startsWith("files/");
    assertThat(desk.folder.resolve(dataPath)).doesNotExist();
    assertThat(receipts).hasSize(2).doesNotHaveDuplicates();
    for (String receipt : receipts) {
      ConsentJourneyTest.assertSigned(desk.fetch("/api/v1/receipts/" + receipt).is(200).json());
    }
    Told check = desk.post("/api/v1/audit/check").is(200);
    assertThat(check.at("state")).isEqualTo("sound");
    assertThat(check.at("signatures")).isEqualTo("all");
    String log = desk.fetch("/api/v1/audit?from=0&limit=1000").is(200).text();
    assertThat(log)
        .contains(receipts)
        .contains("HOLD_PLACED", "HOLD_LIFTED", "CONSENT_WITHDRAWN", "PHOTO_VIEWED")
        .contains("ACCESS_REFUSED", "viewer:guard", "admin:office")
        .doesNotContain(subjectId, safeId, signer);
    List<?> there = (List<?>) desk.fetch("/api/v1/subjects").is(200).at("subjects");
    assertNoFileHas(desk.folder, (String) ((Map<?, ?>) there.getFirst()).get("safe_id"));
  }

  /** Numbers stand in clear while somebody is there: that of another shows that they are found. */
  private void assertNoFileHas(Path folder, String another) throws IOException {
    byte[] id = HexFormat.of().parseHex(subjectId);
    List<String> traces =
        List.of(subjectId, safeId, signer, new String(id, StandardCharsets.ISO_8859_1));
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      boolean found = false;
      for (Path file : files) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        found |= bytes.contains(another);
        for (String trace : traces) {
          assertThat(bytes.contains(trace)).as("a trace of the erased in %s", file).isFalse();
        }
      }
      assertThat(found).as("somebody who is there is found in the files").isTrue();
    }
  }
}
