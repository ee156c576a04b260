package mien.studio.http;

import static org.assertj.core.api.Assertions.assertThat;

import mien.core.MienException;
import mien.core.MienException.Blame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the answer of the database was lost, nobody is told that nothing was changed. */
class LostAnswerWordsTest {

  @ParameterizedTest
  @CsvSource({"vault.unknown,is unknown", "vault.database,was not finished"})
  void sayWhatIsNotKnown(String code, String words) {
    MienException fault = new MienException(Blame.OPERATOR, code, "an address of the server");
    assertThat(Problems.detail(fault, Problems.status(fault)))
        .contains(words, "before you do it again")
        .doesNotContain("nothing was changed", "address of the server");
  }
}
