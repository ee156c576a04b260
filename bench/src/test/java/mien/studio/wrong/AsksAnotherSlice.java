package mien.studio.wrong;

/** A slice that uses another. */
public final class AsksAnotherSlice {
  mien.studio.compare.CompareSettings settings;
}
