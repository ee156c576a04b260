package mien.house;

import java.util.List;
import mien.core.MienException;
import mien.core.audit.Frontier;
import mien.core.audit.Hash;
import mien.core.audit.TreeHasher;
import mien.core.face.Box;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.Landmarks5;
import mien.core.face.ModelId;
import mien.core.face.Point;
import mien.core.geometry.FaceTemplate;
import mien.core.geometry.SimilarityTransform;
import mien.core.photo.PhotoFault;

/**
 * A little arithmetic on the values of core, as text. It must read the same from the JVM and from
 * the JavaScript that core was compiled to.
 */
final class CoreSample {

  private CoreSample() {}

  /** Prints the sample; with more than a thousand words it would call every member of core. */
  static void run(String[] words, Runnable everyMember) {
    if (words.length > 1000) {
      everyMember.run();
    }
    System.out.println("similarity " + similarity());
    System.out.println("overlap " + new Box(0, 0, 2, 2).intersectionOverUnion(new Box(1, 1, 3, 3)));
    System.out.println("transform " + transform());
    System.out.println("refusal " + refusal());
    System.out.println("root " + root());
  }

  private static double similarity() {
    ModelId model = new ModelId("sample_3");
    Embedding a = Embedding.normalized(model, new float[] {1, 2, 2});
    Embedding b = Embedding.normalized(model, new float[] {2, 1, 2});
    return CosineSimilarity.between(a, b);
  }

  /** Billionths, because TeaVM 0.13.1 writes 2E-19 as 0.0. */
  private static List<Long> transform() {
    FaceTemplate template = FaceTemplate.arcFace(112);
    List<Point> turned =
        template.points().stream().map(p -> new Point(100 - 2 * p.y(), 50 + 2 * p.x())).toList();
    SimilarityTransform back = template.transformFrom(Landmarks5.of(turned));
    return List.of(billionths(back.a()), billionths(back.b()), billionths(back.ty()));
  }

  private static long billionths(double value) {
    return Math.round(value * 1e9);
  }

  private static String refusal() {
    try {
      return new Box(1, 0, 0, 0).toString();
    } catch (IllegalArgumentException e) {
      return new MienException(PhotoFault.REFUSED, "inside out", e).code();
    }
  }

  /** The root of five leaves under a hash of no worth: core takes whatever hash it is given. */
  private static String root() {
    TreeHasher hasher =
        new TreeHasher(
            message -> {
              byte[] hash = new byte[Hash.BYTES];
              for (int i = 0; i < message.length; i++) {
                hash[i % hash.length] = (byte) (31 * hash[i % hash.length] + message[i] + i);
              }
              return hash;
            });
    Frontier frontier = new Frontier(hasher);
    for (byte leaf = 0; leaf < 5; leaf++) {
      frontier.append(hasher.leaf(new byte[] {leaf}), (_, _, _) -> {});
    }
    return frontier.root().hex();
  }
}
