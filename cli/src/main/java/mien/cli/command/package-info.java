/** What every command stands on: its words, its settings, its engine, and how it ends. */
@NullMarked
package mien.cli.command;

import org.jspecify.annotations.NullMarked;
