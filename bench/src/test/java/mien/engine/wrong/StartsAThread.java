package mien.engine.wrong;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Breaks two rules of the house on purpose. */
public final class StartsAThread {

  private StartsAThread() {}

  static synchronized ExecutorService start() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }
}
