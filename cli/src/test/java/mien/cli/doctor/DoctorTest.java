package mien.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mien.cli.doctor.Finding.Area;
import mien.cli.doctor.Finding.Level;
import mien.cli.settings.Settings;
import mien.cli.terminal.Ink;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.image.CodecReport;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ProviderSupport;
import org.junit.jupiter.api.Test;

class DoctorTest {

  @Test
  void aCodecThatIsNotUsedSaysWhyAndWhatMendsIt() {
    Finding finding =
        CodecCheck.finding(
            new CodecReport(
                "libheif", "HEIC", false, "", "it is not installed", "install libheif1"));
    assertThat(DoctorCommand.lines(List.of(finding), Ink.PLAIN))
        .containsExactly(
            "codecs",
            "  !  libheif (HEIC) is not used: it is not installed",
            "     fix: install libheif1",
            "",
            "Everything works; 1 of these could be better.");
  }

  @Test
  void aProviderThatWasAskedForIsSaidToRunOrWhyNot() {
    List<ProviderSupport> supports =
        List.of(
            new ProviderSupport(ExecutionProvider.CPU, true, Optional.empty()),
            new ProviderSupport(ExecutionProvider.CUDA, false, Optional.of("not in this build")),
            new ProviderSupport(ExecutionProvider.XNNPACK, true, Optional.empty()));
    List<Finding> findings =
        ProviderCheck.providers(
            engine(false, ExecutionProvider.CUDA, ExecutionProvider.CPU), supports);
    assertThat(findings)
        .containsExactly(
            Finding.note(
                Area.PROVIDERS,
                "cuda was asked for but does not run: not in this build",
                "install what it needs, or leave it out of engine.providers"),
            Finding.good(Area.PROVIDERS, "cpu was asked for and runs"),
            Finding.good(Area.PROVIDERS, "networks run on cpu"),
            Finding.note(
                Area.PROVIDERS,
                "xnnpack would run here but was not asked for",
                "try --provider xnnpack,cpu"));
    assertThat(ProviderCheck.providers(engine(true, ExecutionProvider.CUDA), supports).getFirst())
        .extracting(Finding::level)
        .isEqualTo(Level.PROBLEM);
  }

  @Test
  void aStartWithoutTheCacheIsSlowAndSaidToBe() {
    assertThat(MachineCheck.start(List.of("-Xmx1g")).level()).isEqualTo(Level.NOTE);
    assertThat(MachineCheck.start(List.of("-XX:AOTCache=/x.aot")).level()).isEqualTo(Level.GOOD);
  }

  private static Settings.Engine engine(boolean require, ExecutionProvider... providers) {
    return new Settings.Engine(
        OptionalInt.empty(), List.of(providers), require, Alignment.AUTO, EyeStrategy.EAR);
  }
}
