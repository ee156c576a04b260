package mien.engine.model;

import java.util.List;

/** What a pull tells and asks. Called on the thread that pulls. */
public interface PullListener {

  /**
   * Bytes have come.
   *
   * @param what the model's id, or the package ({@code name@version}) that it comes in
   * @param done bytes of its file, or of the archive it lies in, that are there
   * @param total bytes in all; 0 while not known
   */
  void progress(String what, long done, long total);

  /** Another process pulls into the same folder, and is waited for. Told once a pull. */
  void waiting();

  /**
   * Asks whether the user accepts terms that forbid commercial use. Asked once a pull for all the
   * models that need it and are not on record.
   *
   * @param cards the models, at least one
   * @param terms their notices, one sentence each
   * @return whether they may be fetched; the answer yes is recorded
   */
  boolean accepts(List<ModelCard> cards, List<String> terms);
}
