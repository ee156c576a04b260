/** What can go wrong in the engine, as codes. */
package mien.engine.fault;
