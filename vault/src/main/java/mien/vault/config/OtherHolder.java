package mien.vault.config;

import mien.vault.subject.SubjectId;

/**
 * Another part of the program that holds something of a subject in memory or in files of its own: a
 * cache, an index for search. An erasure asks every one of them, and looks afterwards.
 */
public interface OtherHolder {

  /** What stands on the receipt: 1 to 40 of {@code a-z 0-9 -}. */
  String name();

  /** Forgets a subject. Called again after an interruption: once more must do no harm. */
  void forget(SubjectId subject);

  /** Whether anything of the subject is still there. */
  boolean holds(SubjectId subject);
}
