package mien.engine.image;

/**
 * JPEG through ImageIO and TwelveMonkeys: the plain twin of the native codecs, and the only one for
 * CMYK and YCCK. It applies the color profile itself.
 *
 * <p>Decodes in full, then averages squares of 2, 4 or 8 pixels: what the reduced inverse DCT does,
 * within a few gray levels.
 */
final class PlainJpeg implements JpegCodec {

  @Override
  public boolean appliesProfile() {
    return true;
  }

  @Override
  public Result decode(ByteView file, JpegHeader h, int minLongSide) throws CodecRefusal {
    int eighths = 1;
    while (eighths < 8 && !JpegCodec.keeps(h, eighths, minLongSide)) {
      eighths *= 2;
    }
    ImageIoPixels.Read full = ImageIoPixels.read(file, "jpeg", h.width(), h.height());
    return new Result(BoxReduction.reduce(full.pixels(), 8 / eighths), full.warned());
  }
}
