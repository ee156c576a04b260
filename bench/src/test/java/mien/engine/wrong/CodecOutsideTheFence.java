package mien.engine.wrong;

import com.drew.metadata.Metadata;
import java.awt.image.BufferedImage;

/** Breaks two rules of the house on purpose. */
public record CodecOutsideTheFence(BufferedImage picture, Metadata metadata) {}
