package mien.studio.frame;

import java.util.Set;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.Begun;
import mien.engine.EngineReport;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;

/**
 * The part of a face engine that slices need, so that every door can bring its own. Safe for many
 * threads.
 */
public interface FaceFinder extends AutoCloseable {

  /**
   * Finds the faces of one photo.
   *
   * @param photo the file's bytes
   * @param wanted what to find out about each face: {@link AnalyzedFace}
   * @throws mien.core.MienException if the photo is refused
   */
  PhotoFaces analyze(byte[] photo, Set<Aspect> wanted);

  /** As {@link #analyze}, but begun ahead where there is nothing else to do. */
  default Begun<PhotoFaces> begin(byte[] photo, Set<Aspect> wanted) {
    return Begun.later(() -> analyze(photo, wanted));
  }

  /** What it is made of. */
  EngineReport report();

  /** How many photos wait for it. */
  default int waiting() {
    return 0;
  }

  @Override
  void close();

  /** An engine, which is closed with this. */
  static FaceFinder of(FaceEngine engine) {
    return new FaceFinder() {
      @Override
      public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
        return engine.analyze(photo, wanted);
      }

      @Override
      public Begun<PhotoFaces> begin(byte[] photo, Set<Aspect> wanted) {
        return engine.begin(photo, wanted);
      }

      @Override
      public EngineReport report() {
        return engine.report();
      }

      @Override
      public int waiting() {
        return engine.waiting();
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}
