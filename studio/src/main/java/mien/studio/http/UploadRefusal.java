package mien.studio.http;

import java.util.regex.Pattern;
import mien.core.MienException;
import mien.core.MienException.Blame;

/** Why an upload is refused: faults whose codes begin with {@code upload.}. */
final class UploadRefusal {

  static final String FORMAT = "upload.format";
  static final String TOO_LARGE = "upload.too-large";

  private static final int LONGEST_EXTENSION = 16;

  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[A-Za-z0-9.+-]{1,60}");

  private UploadRefusal() {}

  /** The message is the contract's own. */
  static MienException format(String extension) {
    return user(
        FORMAT,
        "Unsupported file format: " + readable(extension) + ". Allowed: jpg, jpeg, png, webp");
  }

  /** The message is the contract's own. */
  static MienException tooLarge(int fileBytes) {
    return user(TOO_LARGE, "File size exceeds " + fileBytes / UploadLimits.MEGABYTE + " MB limit");
  }

  static MienException missing(String name) {
    return user("upload.missing", "The form has no file '" + name + "': send it too.");
  }

  static MienException twice(String name) {
    return user("upload.twice", "The form has the field '" + readable(name) + "' twice.");
  }

  static MienException unknown(String name) {
    return user("upload.unknown-field", "The form has an unknown field '" + readable(name) + "'.");
  }

  static MienException otherType(String type) {
    String media = type.split(";", 2)[0].strip();
    boolean named = MEDIA_TYPE.matcher(media).matches();
    return user(
        "upload.malformed",
        "Send multipart/form-data, not " + (named ? media : "something else") + ".");
  }

  static MienException malformed(String why) {
    return user("upload.malformed", "The multipart/form-data upload is damaged: " + why + ".");
  }

  static MienException tooMany(int parts) {
    return user("upload.too-many-parts", "The form has more than " + parts + " fields.");
  }

  static MienException tooSlow() {
    return user("upload.too-slow", "The upload took too long; send it again over a faster line.");
  }

  private static MienException user(String code, String message) {
    return new MienException(Blame.USER, code, message);
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
