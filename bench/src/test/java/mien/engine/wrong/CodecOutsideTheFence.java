package mien.engine.wrong;

import com.twelvemonkeys.imageio.metadata.Directory;
import java.awt.image.BufferedImage;

/** Breaks two rules of the house on purpose. */
public record CodecOutsideTheFence(BufferedImage picture, Directory metadata) {}
