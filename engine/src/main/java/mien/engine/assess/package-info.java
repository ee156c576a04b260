/** What can be said of one face: age, gender, eyes, pose, liveness, quality; or that it cannot. */
package mien.engine.assess;
