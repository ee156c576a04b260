/**
 * The database of the vault: SQLite in the vault's folder, or PostgreSQL; one contract for both.
 *
 * <p>Not exported. One writer at a time, across processes too; few readers. The statements are the
 * same for both databases; what differs is in {@link mien.vault.sql.Dialect} and in the folders of
 * migrations.
 */
package mien.vault.sql;
