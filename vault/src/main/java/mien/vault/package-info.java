/**
 * The vault: the only place where biometric data rests, and only with consent.
 *
 * <p>How to use it; a test runs these very lines:
 *
 * <pre>{@code
 * VaultConfig config =
 *     VaultConfig.embedded(
 *         folder, new KeySource.KeyFile(key), PolicyPack.named("biometric_v1"), organization);
 * try (Vault vault = Vault.open(config)) {
 *   Officer officer = vault.officer(new Actor(Role.OFFICER, "desk-1"));
 *   SubjectId id =
 *       switch (officer.createSubject(new SafeId("staff-0042"))) {
 *         case CreateOutcome.Created made -> made.id();
 *         case CreateOutcome.SafeIdTaken taken -> taken.id();
 *       };
 *   ConsentForm form = vault.consentForm().orElseThrow();
 *   // Show form.text(), take a signature, hand the text's hash back with it.
 *   officer.giveConsent(
 *       id,
 *       new Release(
 *           form.purposes().getFirst(), form.hash(), signer, SUBJECT, TYPED, evidence));
 *   String answer =
 *       switch (officer.collect(id, photo)) {
 *         case CollectOutcome.Collected kept -> "kept at " + kept.facts().collectedAt();
 *         case CollectOutcome.Refused refused -> "403 " + refused.why();
 *       };
 *   EraseOutcome gone = officer.erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
 * }
 * }</pre>
 *
 * <p>Outcomes that a person can meet are values; faults are {@link mien.core.MienException} with a
 * stable code. Nothing here prints, logs or starts a thread: a door calls {@link
 * mien.vault.Admin#sweep} once a day.
 */
package mien.vault;
