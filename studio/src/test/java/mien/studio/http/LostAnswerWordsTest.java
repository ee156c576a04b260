package mien.studio.http;

import static org.assertj.core.api.Assertions.assertThat;

import mien.core.MienException;
import mien.vault.fault.VaultFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the answer of the database was lost, nobody is told that nothing was changed. */
class LostAnswerWordsTest {

  @ParameterizedTest
  @CsvSource({"UNKNOWN,is unknown", "DATABASE,was not finished"})
  void sayWhatIsNotKnown(VaultFault code, String words) {
    MienException fault = new MienException(code, "an address of the server");
    assertThat(Problems.detail(fault))
        .contains(words, "before you do it again")
        .doesNotContain("nothing was changed", "address of the server");
  }
}
