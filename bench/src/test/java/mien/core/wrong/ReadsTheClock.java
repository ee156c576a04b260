package mien.core.wrong;

/** Breaks two rules of the house on purpose. */
public final class ReadsTheClock {

  private ReadsTheClock() {}

  static void now() {
    System.out.println(System.nanoTime());
  }
}
