/** What two faces and their ages say together: pure rules, no photo and no model. */
package mien.core.compare;
