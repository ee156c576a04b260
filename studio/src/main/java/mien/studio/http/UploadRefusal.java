package mien.studio.http;

import java.util.regex.Pattern;
import mien.core.MienException;

/** Why an upload is refused: faults whose codes begin with {@code upload.}. */
final class UploadRefusal {

  private static final int LONGEST_EXTENSION = 16;

  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[A-Za-z0-9.+-]{1,60}");

  private UploadRefusal() {}

  /** The message is the contract's own. */
  static MienException format(String extension) {
    return new MienException(
        HttpFault.UPLOAD_FORMAT,
        "Unsupported file format: " + readable(extension) + ". Allowed: jpg, jpeg, png, webp");
  }

  /** The message is the contract's own. */
  static MienException tooLarge(int fileBytes) {
    return new MienException(
        HttpFault.UPLOAD_TOO_LARGE,
        "File size exceeds " + fileBytes / UploadLimits.MEGABYTE + " MB limit");
  }

  static MienException missing(String name) {
    return new MienException(
        HttpFault.UPLOAD_MISSING, "The form has no file '" + name + "': send it too.");
  }

  static MienException twice(String name) {
    return new MienException(
        HttpFault.UPLOAD_TWICE, "The form has the field '" + readable(name) + "' twice.");
  }

  static MienException unknown(String name) {
    return new MienException(
        HttpFault.UPLOAD_UNKNOWN_FIELD, "The form has an unknown field '" + readable(name) + "'.");
  }

  static MienException otherType(String type) {
    String media = type.split(";", 2)[0].strip();
    boolean named = MEDIA_TYPE.matcher(media).matches();
    return new MienException(
        HttpFault.UPLOAD_MALFORMED,
        "Send multipart/form-data, not " + (named ? media : "something else") + ".");
  }

  static MienException malformed(String why) {
    return new MienException(
        HttpFault.UPLOAD_MALFORMED, "The multipart/form-data upload is damaged: " + why + ".");
  }

  static MienException tooMany(int parts) {
    return new MienException(
        HttpFault.UPLOAD_TOO_MANY_PARTS, "The form has more than " + parts + " fields.");
  }

  static MienException tooSlow() {
    return new MienException(
        HttpFault.UPLOAD_TOO_SLOW, "The upload took too long; send it again over a faster line.");
  }

  /** A stranger's word, short and without anything that is not plain text. */
  private static String readable(String word) {
    StringBuilder plain = new StringBuilder();
    word.codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')
        .limit(LONGEST_EXTENSION)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
