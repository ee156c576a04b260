package mien.engine.image;

/** One way to decode a WebP that holds one still picture and no metadata. Safe for threads. */
interface WebpCodec {

  /** Decodes, translucent pixels over white. */
  Pixels decode(WebpContainer webp) throws CodecRefusal;
}
