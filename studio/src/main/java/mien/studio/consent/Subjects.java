package mien.studio.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mien.json.Member;
import mien.vault.subject.SubjectSummary;

/** A page of subjects. */
public record Subjects(
    @Member(flat = true) Listed listed,
    @Member("Give it as 'after' for the next page; null: there is none.") Optional<String> next) {

  /** Subjects without a way to more of them. */
  public record Listed(List<Subject> subjects) {
    /** In the order given. */
    public static Listed of(List<SubjectSummary> page) {
      return new Listed(
          page.stream()
              .map(one -> new Subject(one.id().value(), one.safeId().value(), one.createdAt()))
              .toList());
    }
  }

  /** One. */
  public record Subject(String subjectId, String safeId, Instant createdAt) {}

  /** One that was just made. */
  record New(
      @Member("The vault's own; 32 digits.") String subjectId,
      @Member("The organization's.") String safeId) {}
}
