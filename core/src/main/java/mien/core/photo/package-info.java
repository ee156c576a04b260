/**
 * What can be said of a photo's file without decoding it: whether its data are all there, and its
 * bytes without the metadata. Pure functions over bytes; nothing here makes a pixel.
 */
package mien.core.photo;
