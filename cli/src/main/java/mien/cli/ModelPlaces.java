package mien.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelStore;

/** Where this command looks for models: the folders of the settings, then the usual ones. */
public final class ModelPlaces {

  private ModelPlaces() {}

  /** The folders. */
  public static ModelFolders of(MienCommand root) {
    Surroundings around = root.surroundings();
    ModelFolders usual = ModelFolders.fromEnvironment(around.environment(), around.checkout());
    List<Path> search = new ArrayList<>();
    for (Path folder : root.settings().models().folders()) {
      search.add(around.folder().resolve(folder));
    }
    usual.search().forEach(folder -> search.add(around.folder().resolve(folder)));
    return new ModelFolders(search, usual.download());
  }

  /** The models that are there. */
  public static ModelStore store(MienCommand root) {
    return new ModelStore(ModelCatalog.builtIn(), of(root).search());
  }
}
