package mien.vault.search;

import java.util.Optional;

/**
 * Chooses the inner loops, with the reason. The vector loops need the JDK's incubating Vector API:
 * {@code --add-modules jdk.incubator.vector} on the command line.
 */
final class KernelChoice {

  private KernelChoice() {}

  /** The loops for {@code preference}; for one preference the same all the life of the process. */
  static Kernels of(KernelPreference preference) {
    return switch (preference) {
      case AUTO -> Auto.KERNELS;
      case SCALAR -> new ScalarKernels("the setting asks for plain Java");
    };
  }

  /** Chosen once, on first use. */
  private static final class Auto {
    static final Kernels KERNELS = choose();

    private static Kernels choose() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        return new ScalarKernels(
            "the Vector API is not there; start Java with --add-modules jdk.incubator.vector");
      }
      Optional<String> unfit = VectorKernels.unfit();
      return unfit.isPresent() ? new ScalarKernels(unfit.get()) : new VectorKernels();
    }
  }
}
