/** How well, and how fast, faces are put together into people. */
package mien.bench.people;
