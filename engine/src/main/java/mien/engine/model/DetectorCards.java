package mien.engine.model;

import static mien.engine.image.ChannelOrder.BGR;
import static mien.engine.image.ChannelOrder.RGB;

import java.util.List;
import mien.engine.image.Normalization;

/**
 * Detectors, the one to prefer first: those whose license allows any use, then by what they find.
 *
 * <p>Measured on 288 mixed photographs against SCRFD 2.5G: YuNet n and YuNet 2026may find every
 * face, YuNet 2023mar 99.8 %, RetinaFace mobilenet 0.25 99.3 %; RetinaFace's key points lie nearer
 * (6 % of the eye distance, YuNet 9-10 %). A face that is not found cannot be mended later, so
 * recall decides; of the two that find all, YuNet n has the better WIDER FACE figures (89.2 / 88.3
 * / 81.1). RetinaFace resnet50 stands last of the open ones although it finds more small faces: it
 * costs many times the others' work, so it is chosen by name. Then SCRFD by WIDER FACE hard: 10G
 * 82.80, 2.5G 77.13, 500M 69.49.
 */
final class DetectorCards {

  private static final Normalization SCRFD_INPUT = Normalization.of(RGB, 127.5, 128);
  private static final Normalization YUNET_INPUT = Normalization.of(BGR, 0, 1);
  private static final Normalization RETINAFACE_INPUT = new Normalization(BGR, 104, 117, 123, 1);
  private static final String LIBFACEDETECTION =
      "https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/"
          + "0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/";

  private DetectorCards() {}

  static List<CardDraft> cards() {
    return List.of(
        frDetect(),
        yuNetN(),
        yuNet2026May(),
        yuNet2023Mar(),
        retinaFaceMobile(),
        retinaFaceResnet(),
        scrfd10g(),
        scrfd2500m(),
        scrfd500m());
  }

  private static CardDraft draft(
      String id, ModelFamily family, String file, long bytes, String sha256) {
    return CardDraft.of(id, ModelTask.DETECTION, family, file, bytes, sha256);
  }

  private static CardDraft frDetect() {
    return draft(
            "fr_detect",
            ModelFamily.RFB,
            "fr_detect_dynamic.onnx",
            1_110_524,
            "43c557ad8d54ba208e46039013ea4b84462f15a41919f7af200f2c3e2d563901")
        .under(
            new License(
                "MIT",
                true,
                "MIT is what its package declares; all weights equal those of version-RFB-320 of"
                    + " Ultra-Light-Fast-Generic-Face-Detector-1MB, whose author published them"
                    + " under MIT"))
        .in(
            NpmPackages.FACEPLUGIN,
            Conversion.RFB_ANY_SIZE,
            CardDraft.member(
                "model/fr_detect.onnx",
                "6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854"))
        .takes(0, 0, Normalization.of(RGB, 127, 128))
        .noting("made from fr_detect.onnx by cutting off what held for 320 x 240 only");
  }

  private static CardDraft yuNetN() {
    return draft(
            "yunet_n_dynamic",
            ModelFamily.YUNET,
            "yunet_n_dynamic.onnx",
            322_906,
            "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12")
        .under(CardDraft.BSD)
        .from(LIBFACEDETECTION + "yunet_n_dynamic.onnx")
        .takes(0, 0, YUNET_INPUT);
  }

  private static CardDraft yuNet2026May() {
    return draft(
            "yunet_2026may",
            ModelFamily.YUNET,
            "face_detection_yunet_2026may.onnx",
            229_738,
            "ebafce4e3c118d6554634be5c27ab333b4c047a9a8c3faf1d7cf93101c22f0f0")
        .under(CardDraft.MIT)
        .from(
            "https://raw.githubusercontent.com/RuDr8A/RealTime-PPE-Compliance/"
                + "1eb40b10d4219cd4c21e41f7a66a064ad21d101f/face_detection_yunet_2026may.onnx")
        .takes(0, 0, YUNET_INPUT);
  }

  private static CardDraft yuNet2023Mar() {
    return draft(
            "yunet_2023mar",
            ModelFamily.YUNET,
            "face_detection_yunet_2023mar.onnx",
            232_589,
            "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4")
        .under(CardDraft.MIT)
        .from(LIBFACEDETECTION + "yunet_s_640_640.onnx")
        .takes(640, 640, YUNET_INPUT);
  }

  private static CardDraft retinaFaceMobile() {
    return draft(
            "retinaface_mnet025",
            ModelFamily.RETINAFACE,
            "retinaface_mnet025.onnx",
            1_732_722,
            "546b32cbc0398e8342e9d08bb4fff2f8553aaea89227c6fd93fb5f5feaeed349")
        .under(CardDraft.MIT)
        .takes(0, 0, RETINAFACE_INPUT)
        .noting("made from the published mobilenet0.25_Final.pth; not published in this form");
  }

  private static CardDraft retinaFaceResnet() {
    return draft(
            "retinaface_resnet50",
            ModelFamily.RETINAFACE,
            "retinaface-resnet-50.onnx",
            0,
            "a903411b598d92ccc6af5660d875f38783a93031be13643ed4c87851ec165898")
        .under(CardDraft.MIT)
        .from(
            "https://github.com/clibdev/Pytorch_Retinaface/releases/latest/download/"
                + "retinaface-resnet-50.onnx")
        .takes(0, 0, RETINAFACE_INPUT)
        .noting("about 104 MiB; the checksum has one source, the publisher's own table");
  }

  private static CardDraft scrfd10g() {
    return draft(
            "scrfd_10g_kps",
            ModelFamily.SCRFD,
            "det_10g.onnx",
            16_923_827,
            "5838f7fe053675b1c7a08b633df49e7af5495cee0493c7dcf6697200b85b5b91")
        .under(CardDraft.INSIGHTFACE)
        .from("https://github.com/yakhyo/uniface/releases/download/weights/scrfd_10g_kps.onnx")
        .in(InsightFacePack.BUFFALO_L, "det_10g.onnx")
        .takes(0, 0, SCRFD_INPUT)
        .noting(
            "a file of this name and size with the checksum 66d85c17... is not the published one");
  }

  private static CardDraft scrfd2500m() {
    return draft(
            "scrfd_2.5g_kps",
            ModelFamily.SCRFD,
            "scrfd_2.5g_kps.onnx",
            3_292_009,
            "041f73f47371333d1d17a6fee6c8ab4e6aecabefe398ff32cca4e2d5eaee0af9")
        .under(CardDraft.INSIGHTFACE)
        .from(
            "https://raw.githubusercontent.com/yukkki7/FaceAnalysisApp/"
                + "d4126572f7642f97f903cfab7ab73f67e99622db/models/scrfd_2.5g.onnx")
        .in(InsightFacePack.BUFFALO_M, "det_2.5g.onnx")
        .takes(0, 0, SCRFD_INPUT)
        .noting("det_2.5g.onnx of buffalo_m");
  }

  private static CardDraft scrfd500m() {
    return draft(
            "scrfd_500m_kps",
            ModelFamily.SCRFD,
            "scrfd_500m_kps.onnx",
            2_524_817,
            "5e4447f50245bbd7966bd6c0fa52938c61474a04ec7def48753668a9d8b4ea3a")
        .under(CardDraft.INSIGHTFACE)
        .from("https://github.com/yakhyo/uniface/releases/download/weights/scrfd_500m_kps.onnx")
        .in(InsightFacePack.BUFFALO_SC, "det_500m.onnx")
        .takes(0, 0, SCRFD_INPUT)
        .noting(
            "det_500m.onnx of buffalo_s and buffalo_sc; declares output sizes for 640 x 640, which"
                + " are wrong at other sizes and do no harm");
  }
}
