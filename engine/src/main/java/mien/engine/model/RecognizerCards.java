package mien.engine.model;

import static mien.engine.image.ChannelOrder.BGR;
import static mien.engine.image.ChannelOrder.RGB;

import java.util.List;
import mien.engine.image.Normalization;

/**
 * Recognizers, the one to prefer first.
 *
 * <p>The order follows published figures, since no one has run all of them on one protocol:
 *
 * <ol>
 *   <li>w600k_r50: LFW 99.83, IJB-C TAR@1e-4 97.25, MR-ALL 91.25 (InsightFace's model zoo).
 *   <li>glintr100: MR-ALL 90.66 (the same table), the largest network here.
 *   <li>w600k_mbf: LFW 99.70, IJB-C 95.02, MR-ALL 71.87; TAR 0.965 at FAR 0.14 % where AuraFace has
 *       0.931 (PhotoPrism's table).
 *   <li>auraface_v1: TAR 97.6 at FAR 0.1 %, EER 1.4 % (irlume), but LFW 98.7-99.0. It stands above
 *       EdgeFace because it is the only one of its size with a license for any use: a user who
 *       pulled it wants it used.
 *   <li>EdgeFace S gamma 0.5, then XS: LFW 99.47 measured for edgeface_xs_512 (folds 1-5);
 *       published for its float original 99.73, CFP-FP 94.71, AgeDB-30 96.08. S is the larger of
 *       one family. The float original stands below the file that was measured, because its card
 *       has no threshold.
 *   <li>mobilefacenet_y1_128: LFW 99.23 measured (folds 1-5).
 *   <li>SFace: LFW 99.40 published; 128 numbers, no false match rate for any threshold.
 * </ol>
 */
final class RecognizerCards {

  private static final int FACE = 112;

  private static final License EDGEFACE =
      new License(
          "CC BY-NC-SA 4.0",
          false,
          "the repository says BSD-3-Clause, the authors' model cards CC BY-NC-SA 4.0;"
              + " the stricter one counts");

  private RecognizerCards() {}

  static List<CardDraft> cards() {
    return List.of(
        frFeature(),
        dlibResNet(),
        w600kR50(),
        glintR100(),
        w600kMbf(),
        auraFace(),
        edgeFaceS(),
        edgeFaceXs512(),
        edgeFaceXs(),
        mobileFaceNet(),
        sFace(),
        sFaceInt8());
  }

  private static CardDraft draft(String id, String file, long bytes, String sha256) {
    return CardDraft.of(id, ModelTask.RECOGNITION, ModelFamily.ARCFACE, file, bytes, sha256);
  }

  private static CardDraft frFeature() {
    return draft(
            "fr_feature",
            "fr_feature_fast.onnx",
            3_528_993,
            "471992f71446740818d7c8c5bd028fb3ad3045e3c780e5ba91e613c7ec64db5a")
        .under(
            new License(
                "MIT",
                true,
                "MIT is what its package declares, with a copyright line that names a third party; who"
                    + " trained it, and on which faces, is not known. Layout and channel order are"
                    + " those of InsightFace_Pytorch, which learned from MS1M"))
        .in(
            NpmPackages.FACEPLUGIN,
            Conversion.MOBILE_FACE_NET,
            CardDraft.member(
                "model/fr_feature.onnx",
                "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581"))
        .takes(FACE, BGR, 127, 128)
        .embeds(512)
        .measured(RecognizerCalibrations.frFeature())
        .noting(
            "made from fr_feature.onnx: PRelu rewritten, channels without weights cut, any number"
                + " of faces; its own package feeds it RGB, with which it is less accurate");
  }

  private static CardDraft dlibResNet() {
    return CardDraft.of(
            "dlib_resnet_v1",
            ModelTask.RECOGNITION,
            ModelFamily.DLIB_RESNET,
            "dlib_resnet_v1.onnx",
            22_436_604,
            "b596ea420e9f5bd83cf081836562806278cf21d75238b9e341779ec5f0d0f1f9")
        .under(
            new License(
                "MIT",
                true,
                "MIT is what face-api declares; dlib's author put the weights into the public domain. They"
                    + " learned from VGG, FaceScrub and faces collected on the web"))
        .in(
            NpmPackages.FACE_API,
            Conversion.DLIB_RESNET,
            CardDraft.member(
                "model/face_recognition_model-weights_manifest.json",
                "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b"),
            CardDraft.member(
                "model/face_recognition_model.bin",
                "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589"))
        .takes(150, RGB, 0, 1)
        .embeds(128)
        .measured(RecognizerCalibrations.dlibResNet())
        .noting(
            "made from face-api's 8-bit weights of dlib_face_recognition_resnet_model_v1; compared by"
                + " cosine: 98.6 % of 3,000 LFW pairs right and 97.5 % of one person's pairs at 0.912,"
                + " which 1 in 1,000 strangers' pairs reach, where Euclidean distance has 98.7 and 95.9");
  }

  private static CardDraft w600kR50() {
    return draft(
            "w600k_r50",
            "w600k_r50.onnx",
            174_383_860,
            "4c06341c33c2ca1f86781dab0e829f88ad5b64be9fba56e56bc9ebdefc619e43")
        .under(CardDraft.INSIGHTFACE)
        .from("https://huggingface.co/deepghs/insightface/resolve/main/buffalo_l/w600k_r50.onnx")
        .from("https://github.com/yakhyo/uniface/releases/download/weights/w600k_r50.onnx")
        .in(InsightFacePack.BUFFALO_L, "w600k_r50.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .measured(RecognizerCalibrations.w600kR50())
        .noting(
            "a file of this name with 174,383,856 bytes is about (c6cfaf46...); it is not the"
                + " published one");
  }

  private static CardDraft glintR100() {
    return draft(
            "glintr100",
            "glintr100.onnx",
            260_665_334,
            "4ab1d6435d639628a6f3e5008dd4f929edf4c4124b1a7169e1048f9fef534cdf")
        .under(CardDraft.INSIGHTFACE)
        .in(InsightFacePack.ANTELOPE_V2, "glintr100.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .noting(
            "no threshold with a measured false match rate is known; AuraFace is another file that"
                + " its publisher gives the same name");
  }

  private static CardDraft w600kMbf() {
    return draft(
            "w600k_mbf",
            "w600k_mbf.onnx",
            13_616_099,
            "9cc6e4a75f0e2bf0b1aed94578f144d15175f357bdc05e815e5c4a02b319eb4f")
        .under(CardDraft.INSIGHTFACE)
        .from("https://huggingface.co/deepghs/insightface/resolve/main/buffalo_s/w600k_mbf.onnx")
        .from("https://github.com/yakhyo/uniface/releases/download/weights/w600k_mbf.onnx")
        .in(InsightFacePack.BUFFALO_SC, "w600k_mbf.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .noting("no threshold with a measured false match rate is known");
  }

  private static CardDraft auraFace() {
    return draft(
            "auraface_v1",
            "auraface_v1_glintr100.onnx",
            260_694_151,
            "a7933ea5330113b01c9b60351d8f4c33003f145d8470ac5f0e52ee2effe25c60")
        .under(CardDraft.APACHE)
        .from(
            "https://huggingface.co/fal/AuraFace-v1/resolve/"
                + "af6d057c9b0ec4071d4c49c80e3539258798b609/glintr100.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .measured(RecognizerCalibrations.auraFace())
        .noting(
            "published as glintr100.onnx; stored under another name, as antelopev2 has one too");
  }

  private static CardDraft edgeFaceS() {
    return draft(
            "edgeface_s_gamma_05",
            "edgeface_s_gamma_05.onnx",
            0,
            "b850767cf791bda585600b5c4c7d7432b2f998ccd862caae34ef1afa967d2e54")
        .under(EDGEFACE)
        .from(
            "https://github.com/yakhyo/edgeface-onnx/releases/download/weights/"
                + "edgeface_s_gamma_05.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .noting("no threshold with a measured false match rate is known");
  }

  private static CardDraft edgeFaceXs512() {
    return draft(
            "edgeface_xs_512",
            "edgeface_xs_512.onnx",
            9_129_594,
            "f76a6ab81e94e96dde09408336e411c04c9236295f079dd88ee6d6f7d3260521")
        .under(EDGEFACE)
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .measured(RecognizerCalibrations.edgeFaceXs512())
        .noting(
            "made from the authors' edgeface_xs_q.pt, whose int8 weights were widened to float;"
                + " not published in this form");
  }

  private static CardDraft edgeFaceXs() {
    return draft(
            "edgeface_xs_gamma_06",
            "edgeface_xs_gamma_06.onnx",
            0,
            "9206e2eb13a2761d7b5b76e13016d4b9acd3fa3535a9a09939f3adacd139a5ff")
        .under(EDGEFACE)
        .from(
            "https://github.com/yakhyo/edgeface-onnx/releases/download/weights/"
                + "edgeface_xs_gamma_06.onnx")
        .takes(FACE, RGB, 127.5, 127.5)
        .embeds(512)
        .noting("no threshold with a measured false match rate is known");
  }

  private static CardDraft mobileFaceNet() {
    return draft(
            "mobilefacenet_y1_128",
            "mobilefacenet_y1_128.onnx",
            4_131_954,
            "ef768fdd7795532efd8f540689604dbca72f9531dbcadee76d13853418e5c52f")
        .under(CardDraft.INSIGHTFACE)
        .takes(FACE, RGB, 127.5, 128)
        .embeds(128)
        .measured(RecognizerCalibrations.mobileFaceNet())
        .noting(
            "converted from the MXNet weights of InsightFace's zoo; not published in this form");
  }

  private static CardDraft sFace() {
    return draft(
            "sface_2021dec",
            "face_recognition_sface_2021dec.onnx",
            38_696_353,
            "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79")
        .under(CardDraft.APACHE)
        .from(openCvZoo("face_recognition_sface/face_recognition_sface_2021dec.onnx"))
        .takes(FACE, FACE, Normalization.of(RGB, 0, 1))
        .embeds(128)
        .noting(
            "OpenCV matches at cosine 0.363 and above, without saying at which false match rate");
  }

  private static CardDraft sFaceInt8() {
    return draft(
            "sface_2021dec_int8",
            "face_recognition_sface_2021dec_int8.onnx",
            9_896_933,
            "2b0e941e6f16cc048c20aee0c8e31f569118f65d702914540f7bfdc14048d78a")
        .under(CardDraft.APACHE)
        .from(openCvZoo("face_recognition_sface/face_recognition_sface_2021dec_int8.onnx"))
        .takes(FACE, FACE, Normalization.of(RGB, 0, 1))
        .embeds(128)
        .noting("no threshold with a measured false match rate is known");
  }

  /** Large files of OpenCV Zoo lie behind Git LFS: this host gives the file, not its pointer. */
  static String openCvZoo(String path) {
    return "https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models/" + path;
  }
}
