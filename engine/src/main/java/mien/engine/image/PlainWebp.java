package mien.engine.image;

/** WebP through TwelveMonkeys in plain Java: the twin of {@link BundledWebp}, about 8x slower. */
final class PlainWebp implements WebpCodec {

  @Override
  public Pixels decode(WebpContainer webp) throws CodecRefusal {
    return ImageIoPixels.read(new ByteView(webp.still()), "webp", webp.width(), webp.height())
        .pixels();
  }
}
