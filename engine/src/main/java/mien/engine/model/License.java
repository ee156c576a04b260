package mien.engine.model;

/**
 * The license of a model's <em>weights</em>, which is not the license of the code around them.
 *
 * @param name as the publisher names it: {@code Apache-2.0}, {@code CC BY-NC-SA 4.0}
 * @param commercialUse whether the publisher allows commercial use
 * @param note what a user should know before relying on it, or empty
 */
public record License(String name, boolean commercialUse, String note) {}
