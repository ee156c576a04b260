package mien.engine.wrong.here;

import mien.engine.wrong.there.There;

/** One half of a cycle that breaks a rule of the house on purpose. */
public interface Here {

  /** Leads there. */
  There there();
}
