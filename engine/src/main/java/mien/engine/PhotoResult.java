package mien.engine;

import mien.core.MienException;

/** What became of one photo of many. */
public sealed interface PhotoResult {

  /** The name its source gave it. */
  String name();

  /**
   * It was read.
   *
   * @param name of the photo
   * @param faces found in it, perhaps none
   */
  record Read(String name, PhotoFaces faces) implements PhotoResult {}

  /**
   * It was refused.
   *
   * @param name of the photo
   * @param why the fault
   */
  record Refused(String name, MienException why) implements PhotoResult {}
}
