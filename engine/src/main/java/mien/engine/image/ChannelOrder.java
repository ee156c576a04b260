package mien.engine.image;

/** The order of the three color planes that a network was trained with. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,
  /** Blue, green, red: what OpenCV reads. */
  BGR
}
