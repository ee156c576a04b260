package mien.engine.model;

import java.util.List;
import java.util.function.Function;
import mien.core.MienException;
import mien.engine.convert.DlibResNet;
import mien.engine.convert.FaceApiAgeGender;
import mien.engine.convert.MediaPipe;
import mien.engine.convert.MobileFaceNet;
import mien.engine.convert.RfbDetector;
import mien.engine.fault.EngineFault;
import mien.engine.graph.MalformedModelException;

/**
 * How the file of a model is made from the members of a package. The same members always give the
 * same bytes, so the card's SHA-256 also verifies the conversion. Nothing of a package is executed.
 * Safe for use by several threads.
 */
public enum Conversion {

  /** The one member is the model file. */
  AS_IS(1, members -> members.getFirst()),

  /** One member: {@code fr_detect.onnx} (RFB-320), freed from its input size of 320 x 240. */
  RFB_ANY_SIZE(1, members -> RfbDetector.anySize(members.getFirst())),

  /** One member: {@code fr_feature.onnx}, a MobileFaceNet; rewritten for speed, batch size free. */
  MOBILE_FACE_NET(1, members -> MobileFaceNet.anyBatch(members.getFirst())),

  /** One member: MediaPipe's {@code face_detection_short_range.tflite}. */
  BLAZE_FACE(1, members -> MediaPipe.onnx(members.getFirst())),

  /** One member: MediaPipe's {@code face_landmark.tflite}. */
  FACE_MESH(1, members -> MediaPipe.onnx(members.getFirst())),

  /** Two members: the weights manifest (JSON) and the weights of face-api's age and gender net. */
  FACEAPI_AGE_GENDER(2, members -> FaceApiAgeGender.onnx(members.get(0), members.get(1))),

  /** Two members: the weights manifest (JSON) and the weights of face-api's recognition net. */
  DLIB_RESNET(2, members -> DlibResNet.onnx(members.get(0), members.get(1)));

  private final int members;
  private final Function<List<byte[]>, byte[]> converter;

  Conversion(int members, Function<List<byte[]>, byte[]> converter) {
    this.members = members;
    this.converter = converter;
  }

  /** How many members {@link #apply} takes. */
  public int members() {
    return members;
  }

  /**
   * Makes the model file.
   *
   * @param members the verified bytes, in the order that the constant documents
   * @return the bytes of the model file; the first member itself for {@link #AS_IS}
   * @throws MienException OPERATOR {@code model.conversion} if the members are not what the
   *     conversion takes
   */
  public byte[] apply(List<byte[]> members) {
    if (members.size() != this.members) {
      throw MienException.bug(
          EngineFault.MODEL_CONVERSION,
          this + " takes " + this.members + " members, but was given " + members.size());
    }
    try {
      return converter.apply(members);
    } catch (MalformedModelException e) {
      throw new MienException(
          EngineFault.MODEL_CONVERSION,
          "what was fetched is not what the conversion " + this + " takes: " + e.getMessage(),
          e);
    }
  }
}
