package mien.engine.wrong.there;

import mien.engine.wrong.here.Here;

/** One half of a cycle that breaks a rule of the house on purpose. */
public interface There {

  /** Leads here. */
  Here here();
}
