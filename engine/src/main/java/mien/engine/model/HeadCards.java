package mien.engine.model;

import static mien.engine.image.ChannelOrder.BGR;
import static mien.engine.image.ChannelOrder.RGB;

import java.util.List;
import java.util.Optional;
import mien.engine.image.Normalization;

/**
 * Head pose and landmarks, the one to prefer first within each task.
 *
 * <p>PFLD leads the landmarks because its eye aspect ratio was the best of those measured (closed
 * eyes 0.15-0.19, open 0.32-0.44; face mesh 0.16-0.25 and 0.25-0.42), and its license is open.
 */
final class HeadCards {

  private static final License BASEL =
      new License(
          "Basel Face Model 2009 (non-commercial research only)",
          false,
          "a slice of the Basel Face Model with FaceWarehouse expressions; pose alone does not need"
              + " it");

  private HeadCards() {}

  static List<CardDraft> cards() {
    return List.of(
        tddfaMb05(),
        tddfaBasis(),
        landmarks3d68(),
        pfld(),
        faceMesh(),
        blazeFaceShort(),
        landmarks106());
  }

  private static CardDraft tddfaMb05() {
    return CardDraft.of(
            "3ddfa_v2_mb05",
            ModelTask.POSE,
            ModelFamily.TDDFA_V2,
            "3ddfa_v2_mb05.onnx",
            3_390_397,
            "06175f37ca04a486bf2d4ff662f9efe05970ed59cfdc2bb4337bfb0a9850ea8d")
        .under(CardDraft.MIT)
        .takes(120, BGR, 127.5, 128)
        .noting("made from the published mb05_120x120.pth; not published in this form");
  }

  private static CardDraft tddfaBasis() {
    return CardDraft.of(
            "3ddfa_v2_kps68_basis",
            ModelTask.POSE,
            ModelFamily.TDDFA_V2_BASIS,
            "3ddfa_v2_kps68_basis.bin",
            42_112,
            "3fbe7b64538b9633e15f3d89368733edb086b0f4c79fe1b55652628e58f52780")
        .under(BASEL)
        .noting("numbers, no network; not published in this form");
  }

  private static CardDraft landmarks3d68() {
    return CardDraft.of(
            "1k3d68",
            ModelTask.POSE,
            ModelFamily.LANDMARK_3D_68,
            "1k3d68.onnx",
            143_607_619,
            "df5c06b8a0c12e422b2ed8947b8869faa4105387f199c477af038aa01f9a45cc")
        .under(CardDraft.INSIGHTFACE)
        .in(InsightFacePack.BUFFALO_L, "1k3d68.onnx")
        .takes(192, 192, Normalization.of(RGB, 0, 1));
  }

  private static CardDraft pfld() {
    return CardDraft.of(
            "pfld_68",
            ModelTask.LANDMARKS,
            ModelFamily.PFLD,
            "pfld_68.onnx",
            2_987_921,
            "7d7bbd5c6a1d9272e58d9773898284a1905d872eba9a662df9b5f20f1ba6f83e")
        .under(
            new License(
                "MIT",
                true,
                "the repository it comes from has no license file; FaceONNX publishes the same"
                    + " weights under MIT"))
        .from(
            "https://raw.githubusercontent.com/cunjian/pytorch_face_landmark/"
                + "6f34bf9f034aa2f521952f825e6ccc567deb42d6/onnx/pfld.onnx")
        .takes(112, RGB, 0, 255);
  }

  private static CardDraft faceMesh() {
    return CardDraft.of(
            "mediapipe_face_mesh",
            ModelTask.LANDMARKS,
            ModelFamily.FACE_MESH,
            "mediapipe_face_mesh.onnx",
            2_442_550,
            "06a1714b283ae95bf67e1b8baebd5f54f14c6f043b787c49d85d6668f2a066b2")
        .under(CardDraft.APACHE)
        .in(
            NpmPackages.FACE_MESH,
            Conversion.FACE_MESH,
            CardDraft.part(
                NpmPackages.FACE_MESH_ASSETS,
                2_495_952,
                3_737_848,
                "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1"))
        .takes(192, RGB, 0, 255)
        .noting("made from Google's face_landmark.tflite: half floats widened, PRelu rewritten");
  }

  private static CardDraft blazeFaceShort() {
    return CardDraft.of(
            "mediapipe_blazeface_short",
            ModelTask.LANDMARKS,
            ModelFamily.BLAZEFACE,
            "mediapipe_blazeface_short.onnx",
            415_285,
            "19ff4c8c100898566981d0ee1561d4811e47a48bd8a12dc88ca1b60fd5de6006")
        .under(CardDraft.APACHE)
        .in(
            NpmPackages.FACE_MESH,
            Conversion.BLAZE_FACE,
            CardDraft.part(
                NpmPackages.FACE_MESH_ASSETS,
                3_757_224,
                3_986_256,
                "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"))
        .takes(128, RGB, 127.5, 127.5)
        .noting("made from Google's face_detection_short_range.tflite: half floats widened");
  }

  private static CardDraft landmarks106() {
    return CardDraft.of(
            "2d106det",
            ModelTask.LANDMARKS,
            ModelFamily.LANDMARK_106,
            "2d106det.onnx",
            5_030_888,
            "f001b856447c413801ef5c42091ed0cd516fcd21f2d6b79635b1e733a7109dbf")
        .under(CardDraft.INSIGHTFACE)
        .from("https://github.com/yakhyo/uniface/releases/download/weights/2d106det.onnx")
        .in(InsightFacePack.BUFFALO_L, "2d106det.onnx")
        .takes(192, 192, Normalization.of(RGB, 0, 1));
  }

  /** What is published, but not as something that mien can check and run. */
  static List<ModelCatalog.WithoutCard> withoutCard() {
    return List.of(
        new ModelCatalog.WithoutCard(
            "mb1_120x120.pth (3DDFA_V2, MobileNet 1.0)",
            "a PyTorch checkpoint, not ONNX: convert it and add a card for the result",
            Optional.of("a45a946c6e9b16f8d3cf2e69376da9560a7cf9afae671bebceb7e437a405ea79")),
        new ModelCatalog.WithoutCard(
            "bfm_noneck_v3.pkl (3DDFA_V2, dense basis)",
            "a Python pickle, and its publisher's SHA-256 is not known",
            Optional.empty()));
  }
}
