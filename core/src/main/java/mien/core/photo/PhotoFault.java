package mien.core.photo;

import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.UNDECODABLE;

import mien.core.FaultCode;

/** Why a photo is refused, at every door. */
public enum PhotoFault implements FaultCode {
  /** The file has no bytes. */
  EMPTY("photo.empty", UNDECODABLE),
  /** The bytes are no photo that mien reads. */
  UNKNOWN_FORMAT("photo.unknown-format", UNDECODABLE),
  /** The format is read, but not what this photo uses of it, or not at this door. */
  UNSUPPORTED("photo.unsupported", UNDECODABLE),
  /** The format needs a system library that is not here. */
  CODEC_MISSING("photo.codec-missing", UNDECODABLE),
  /** The file is damaged. */
  DAMAGED("photo.damaged", UNDECODABLE),
  /** The file could not be read to its end. */
  UNREADABLE("photo.unreadable", UNDECODABLE),
  /** The file has more bytes than a photo may. */
  TOO_LARGE("photo.too-large", UNDECODABLE),
  /** The photo has more pixels, or asks for more work, than a photo may. */
  TOO_MANY_PIXELS("photo.too-many-pixels", INVALID),
  /** Part of the photo is missing. */
  INCOMPLETE("photo.incomplete", INVALID),
  /** The file is not one that the consent desk takes. */
  REFUSED("photo.refused", INVALID);

  private final Facts facts;

  PhotoFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
