package mien.vault;

/** What came of making a subject. */
public sealed interface CreateOutcome {

  /**
   * The subject is there.
   *
   * @param id its id
   */
  record Created(SubjectId id) implements CreateOutcome {}

  /**
   * Somebody has that safe id.
   *
   * @param id whose it is
   */
  record SafeIdTaken(SubjectId id) implements CreateOutcome {}
}
