/** Model facts (cards), where the files are (store), and a loaded model that can be run. */
package mien.engine.model;
