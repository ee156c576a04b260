/** Checksums of weights and libraries. */
package mien.engine.checksum;
