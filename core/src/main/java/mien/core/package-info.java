/** What every part of mien shares: the one exception, and whose problem it is. */
package mien.core;
