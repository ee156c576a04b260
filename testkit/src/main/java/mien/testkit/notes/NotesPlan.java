package mien.testkit.notes;

import mien.studio.frame.Frame;
import mien.studio.frame.Slice;
import mien.studio.frame.SlicePlan;

/**
 * Notes in memory.
 *
 * @param longest characters of a note
 */
public record NotesPlan(int longest) implements SlicePlan {

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public Slice open(Frame frame) {
    return new Notes(longest, frame.jobs());
  }
}
