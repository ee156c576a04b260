/** Speed and accuracy, measured; never shipped. */
package mien.bench;
