/**
 * The values of the field: points, boxes, landmarks, pose, embeddings.
 *
 * <p><b>Coordinates.</b> Displayed pixels: the picture as a person sees it, after its EXIF
 * orientation. The origin is at the top left, x grows to the right and y downwards. As in the
 * reference implementations (InsightFace, OpenCV), the whole number {@code (i, j)} names the center
 * of pixel column {@code i}, row {@code j} when a picture is warped.
 *
 * <p><b>Left and right</b> are as seen in the picture, and said so: the <em>image-left</em> eye is
 * the subject's right eye.
 */
package mien.core.face;
