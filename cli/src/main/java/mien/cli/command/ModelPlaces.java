package mien.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.cli.settings.Settings;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;

/** Where this command looks for models: the folders of the settings, then the usual ones. */
public final class ModelPlaces {

  private ModelPlaces() {}

  /** The folders. */
  public static ModelFolders of(MienCommand root) {
    Surroundings around = root.surroundings();
    Optional<Path> release =
        around.checkout().isPresent()
            ? Optional.empty()
            : Optional.ofNullable(System.getProperty("mien.home")).map(Path::of);
    ModelFolders usual =
        ModelFolders.fromEnvironment(around.environment(), around.checkout(), release);
    List<Path> search = new ArrayList<>();
    for (Path folder : root.settings().models().folders()) {
      search.add(around.folder().resolve(folder));
    }
    usual.search().forEach(folder -> search.add(around.folder().resolve(folder)));
    return new ModelFolders(search, usual.download());
  }

  /**
   * Where fetched models go.
   *
   * @throws MienException OPERATOR {@code models.folder} if the environment names no home
   */
  public static Path download(MienCommand root) {
    return of(root)
        .download()
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODELS_FOLDER,
                    "there is no home folder to put models in; set HOME or XDG_DATA_HOME"));
  }

  /** The models that the settings take, task by task. */
  public static ModelSet taken(Settings settings) {
    Settings.Models models = settings.models();
    return models
        .use()
        .set()
        .with(ModelTask.DETECTION, models.detector())
        .with(ModelTask.RECOGNITION, models.recognizer());
  }

  /** The models that are there. */
  public static ModelStore store(MienCommand root) {
    return new ModelStore(ModelCatalog.builtIn(), of(root).search());
  }
}
