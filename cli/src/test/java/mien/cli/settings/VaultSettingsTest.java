package mien.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mien.cli.settings.VaultSettings.Duty;
import mien.cli.settings.VaultSettings.Employee;
import mien.core.MienException;
import org.junit.jupiter.api.Test;

class VaultSettingsTest {

  private static VaultSettings read(String toml) {
    return SettingsReader.read(toml, "mien.toml").vault();
  }

  private static void refuses(String toml, String... words) {
    assertThatThrownBy(() -> read(toml))
        .isInstanceOf(MienException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(words));
  }

  @Test
  void everyKeyIsRead() {
    VaultSettings vault =
        read(
            """
            [vault]
            folder = "v"
            keys = "k"
            master-key-file = "m.key"
            policy = "personal"
            accept-policy = "personal"
            organisation = "A Club"
            contact = "12 Sample Street"
            anchor = "anchor.jsonl"

            [[vault.staff]]
            id = "front-desk"
            role = "officer"
            key-file = "desk.key"

            [[vault.staff]]
            id = "guard"
            key-file = "guard.key"

            [vault.store]
            url = "jdbc:postgresql://localhost/mien"
            user = "mien"
            password-file = "p"

            [vault.classification]
            provider = "command"
            command = ["/opt/guess", "--model", "m.onnx"]
            timeout = "5 s"
            """);
    assertThat(vault.classification())
        .isEqualTo(
            new VaultSettings.Classification(
                VaultSettings.Provider.COMMAND,
                List.of("/opt/guess", "--model", "m.onnx"),
                Duration.ofSeconds(5)));
    assertThat(vault.folder()).hasValue(Path.of("v"));
    assertThat(vault.policy()).isEqualTo("personal");
    assertThat(vault.staff())
        .containsExactly(
            new Employee("front-desk", Duty.OFFICER, Path.of("desk.key")),
            new Employee("guard", Duty.VIEWER, Path.of("guard.key")));
    assertThat(vault.store().url()).isPresent();
    assertThat(read("")).isEqualTo(VaultSettings.DEFAULT);
  }

  @Test
  void whatIsWrongIsNamedWithItsRule() {
    refuses("[vault]\npolicy = \"biometric_v9\"\n", "vault.policy must be one of");
    refuses("[vault]\nfoldr = \"v\"\n", "unknown key 'vault.foldr'", "vault.folder");
    refuses(
        "[vault]\nmaster-key-file = \"a\"\ncredential = \"b\"\n", "vault.credential", "left out");
    refuses("[vault]\ncredential = \"../x\"\n", "vault.credential");
    refuses("[vault]\norganisation = \" \"\n", "vault.organisation must be one line");
    refuses("[vault.store]\nurl = \"jdbc:postgresql:x\"\n", "vault.store.url", "together");
    refuses("[vault.store]\nurl = \"jdbc:mysql:x\"\n", "jdbc:postgresql:");
    refuses("[vault.classification]\nprovider = \"guess\"\n", "provider must be one of");
    refuses("[vault.classification]\nprovider = \"command\"\n", "command must be there with");
    refuses("[vault.classification]\ncommand = [\"/opt/guess\"]\n", "left out with any other");
    refuses("[vault.classification]\ncommand = \"/opt/guess\"\n", "a list of words");
    refuses("[vault.classification]\ntimeout = \"6 min\"\n", "vault.classification.timeout");
    refuses("[vault.classification]\ntimout = \"6 s\"\n", "vault.classification.timeout");
    refuses("[vault]\nclassify = true\n", "unknown key 'vault.classify'");
    refuses("[vault]\nstaff = \"me\"\n", "[[vault.staff]]");
    refuses("[[vault.staff]]\nid = \"Robin Sample\"\nkey-file = \"k\"\n", "never a person's name");
    refuses("[[vault.staff]]\nid = \"a\"\n", "vault.staff.id", "key-file");
    refuses("[[vault.staff]]\nid = \"a\"\nkey-file = \"k\"\nrol = \"x\"\n", "vault.staff.rol");
    refuses("[[vault.staff]]\nid = \"a\"\nkey-file = \"k\"\nrole = \"boss\"\n", "vault.staff.role");
  }
}
