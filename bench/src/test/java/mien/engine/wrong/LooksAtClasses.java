package mien.engine.wrong;

/** Asks a class for its methods. */
public final class LooksAtClasses {
  java.lang.reflect.Method method;
}
