/**
 * Who is who in a photo library: faces into groups, faces to people, questions to the user. Pure
 * arithmetic, which the browser runs as well; {@link mien.core.people.FaceGrouping} has the essay.
 */
package mien.core.people;
