package mien.vault.record;

import mien.vault.subject.SubjectId;

/** What came of making a subject. */
public sealed interface CreateOutcome {

  /**
   * The subject is there.
   *
   * @param id its id
   */
  record Created(SubjectId id) implements CreateOutcome {}

  /**
   * That safe id is in use.
   *
   * @param id whose it is
   */
  record SafeIdTaken(SubjectId id) implements CreateOutcome {}
}
