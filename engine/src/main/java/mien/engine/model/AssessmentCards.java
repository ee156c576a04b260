package mien.engine.model;

import static mien.engine.image.ChannelOrder.BGR;
import static mien.engine.image.ChannelOrder.RGB;

import java.util.List;
import java.util.Optional;
import mien.engine.image.Normalization;

/**
 * Age and gender, eye state, liveness and quality, the one to prefer first within each task.
 *
 * <p>Age: face-api (mean error 5.1 years on 3,998 UTKFace pictures, of which it knows some from its
 * training) before genderage_v1 (7.0 years), before genderage, of which no figure is published.
 * Eyes: open_closed_eye_0001 (AUC 0.973 on 1,452 eyes) and ocec_m belong together (their mean: AUC
 * 0.984, 94.8 %); ocec_m, right on every eye of the test portraits, before ocec_p. Liveness: the
 * two MiniFASNets are a pair whose outputs are averaged.
 */
final class AssessmentCards {

  private static final String OCEC =
      "https://raw.githubusercontent.com/matyushkin/gazer/"
          + "8fe1d260049be7907e5e97271be5551f3121837a/";
  private static final String FAS =
      "https://github.com/yakhyo/face-anti-spoofing/releases/download/weights/";
  private static final Normalization RAW_RGB = Normalization.of(RGB, 0, 1);
  private static final Normalization RAW_BGR = Normalization.of(BGR, 0, 1);

  private AssessmentCards() {}

  static List<CardDraft> cards() {
    return List.of(
        faceApi(),
        genderAgeV1(),
        genderAge(),
        frEye(),
        openClosedEye(),
        ocec("m", 1_693_332, "810cf02f9c5a933fde688285aaf4548be0355092bcacbf3ee256ccfd01df6f6e"),
        ocec("p", 115_097, "28fdb1b2782d837a998203d0264f076a00dc501f0bc2318315251a2915dd483c"),
        miniFasNet(
            "v2_2.7",
            1_744_199,
            "73e2c79b84fa193bfd2ddceebf3ab0d55fa8291e317711e879190d0563776364"),
        miniFasNet(
            "v1se_4.0",
            1_743_368,
            "3a45b3f2367126b5bf8b8b83d6043408c796bfc8c156acfa8e8fa319b00f2ed3"),
        publishedFasNet(
            "v2",
            "MiniFASNetV2.onnx",
            "b32929adc2d9c34b9486f8c4c7bc97c1b69bc0ea9befefc380e4faae4e463907"),
        publishedFasNet(
            "v1se",
            "MiniFASNetV1SE.onnx",
            "ebab7f90c7833fbccd46d3a555410e78d969db5438e169b6524be444862b3676"),
        eDifFiqa());
  }

  private static CardDraft faceApi() {
    return CardDraft.of(
            "faceapi_age_gender",
            ModelTask.AGE_GENDER,
            ModelFamily.FACEAPI_AGE_GENDER,
            "faceapi_age_gender_1.7.15.onnx",
            1_691_742,
            "b9feaad703014b5bd98aa74798964d0c5e9720f5640b083732b4766d945061f9")
        .under(
            new License(
                "MIT",
                true,
                "MIT is what face-api declares for all its models; it also learned from UTKFace, whose"
                    + " pictures are for research only"))
        .in(
            NpmPackages.FACE_API,
            Conversion.FACEAPI_AGE_GENDER,
            CardDraft.member(
                "model/age_gender_model-weights_manifest.json",
                "74b60bf3ebf981bf4e661e9cca3a185614e10b25d797118b62e2a68d3ff2569f"),
            CardDraft.member(
                "model/age_gender_model.bin",
                "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa"))
        .takes(112, 112, RAW_RGB)
        .noting("made from face-api's 8-bit weights");
  }

  private static CardDraft genderAgeV1() {
    return CardDraft.of(
            "genderage_v1",
            ModelTask.AGE_GENDER,
            ModelFamily.GENDERAGE_V1,
            "genderage_v1.onnx",
            1_107_062,
            "ff1b018be7aae6a78f158c67729a92ac4906ed5bcefbba223613c30d3c3c99ba")
        .under(CardDraft.INSIGHTFACE)
        .takes(112, 112, RAW_RGB)
        .noting("converted from InsightFace's MXNet weights; not published in this form");
  }

  private static CardDraft genderAge() {
    return CardDraft.of(
            "genderage",
            ModelTask.AGE_GENDER,
            ModelFamily.GENDERAGE,
            "genderage.onnx",
            1_322_532,
            "4fde69b1c810857b88c64a335084f1c3fe8f01246c9a191b48c7bb756d6652fb")
        .under(CardDraft.INSIGHTFACE)
        .from("https://github.com/yakhyo/uniface/releases/download/weights/genderage.onnx")
        .in(InsightFacePack.BUFFALO_L, "genderage.onnx")
        .takes(96, 96, RAW_RGB);
  }

  private static CardDraft frEye() {
    return CardDraft.of(
            "fr_eye",
            ModelTask.EYE_STATE,
            ModelFamily.MINI_XCEPTION_EYE,
            "fr_eye.onnx",
            207_130,
            "1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de")
        .under(
            new License(
                "MIT",
                true,
                "MIT is what its package declares, with a copyright line that names a third party; who"
                    + " trained it, and on which eyes, is not known"))
        .in(
            NpmPackages.FACEPLUGIN,
            Conversion.AS_IS,
            CardDraft.member(
                "model/fr_eye.onnx",
                "1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de"))
        .takes(24, RGB, 0, 255)
        .noting("takes one gray plane, and one eye at a time");
  }

  private static CardDraft openClosedEye() {
    return CardDraft.of(
            "open_closed_eye_0001",
            ModelTask.EYE_STATE,
            ModelFamily.OPEN_CLOSED_EYE,
            "open_closed_eye_0001.onnx",
            46_165,
            "5c3c912844593a3c2efc468258792abe0b9263db57db5b2fe5358f2fae5fe391")
        .under(CardDraft.APACHE)
        .takes(32, BGR, 127, 255)
        .noting(
            "not the published file (46,164 bytes, 4daa1000...), whose softmax yields NaN on"
                + " confident inputs: here a Softmax node stands in its place, same weights");
  }

  private static CardDraft ocec(String size, long bytes, String sha256) {
    return CardDraft.of(
            "ocec_" + size,
            ModelTask.EYE_STATE,
            ModelFamily.OCEC,
            "ocec_" + size + ".onnx",
            bytes,
            sha256)
        .under(CardDraft.MIT)
        .from(OCEC + "ocec_" + size + ".onnx")
        .from("https://github.com/PINTO0309/OCEC/releases/download/onnx/ocec_" + size + ".onnx")
        .takes(40, 24, Normalization.of(RGB, 0, 255));
  }

  private static CardDraft miniFasNet(String form, long bytes, String sha256) {
    return CardDraft.of(
            "minifasnet_" + form,
            ModelTask.LIVENESS,
            ModelFamily.MINIFASNET,
            "minifasnet_" + form + "_80x80.onnx",
            bytes,
            sha256)
        .under(CardDraft.APACHE)
        .takes(80, 80, RAW_BGR)
        .noting(
            "crop factor "
                + form.substring(form.indexOf('_') + 1)
                + "; made from the published .pth; not published in this form");
  }

  private static CardDraft publishedFasNet(String form, String file, String sha256) {
    return CardDraft.of(
            "minifasnet_" + form + "_uniface",
            ModelTask.LIVENESS,
            ModelFamily.MINIFASNET,
            file,
            0,
            sha256)
        .under(CardDraft.APACHE)
        .from(FAS + file)
        .takes(80, 80, RAW_BGR)
        .noting(
            "crop factor "
                + (form.equals("v2") ? "2.7" : "4.0")
                + "; another export of the same weights, by yakhyo/face-anti-spoofing");
  }

  private static CardDraft eDifFiqa() {
    return CardDraft.of(
            "ediffiqa_tiny_jun2024",
            ModelTask.QUALITY,
            ModelFamily.EDIFFIQA,
            "ediffiqa_tiny_jun2024.onnx",
            7_272_678,
            "9426c899cc0f01665240cb7d9e7f98e18e24e456c178326c771a43da289bfc6a")
        .under(new License("CC BY 4.0", true, "see its folder in OpenCV Zoo; name the authors"))
        .from(
            RecognizerCards.openCvZoo(
                "face_image_quality_assessment_ediffiqa/ediffiqa_tiny_jun2024.onnx"))
        .takes(112, RGB, 127.5, 127.5)
        .noting("color order and scale as its OpenCV Zoo demo has them; not tried by us");
  }

  /** What is published, but not as something that mien can check and run. */
  static List<ModelCatalog.WithoutCard> withoutCard() {
    return List.of(
        new ModelCatalog.WithoutCard(
            "detection_Resnet50_Final.pth (RetinaFace)",
            "a PyTorch checkpoint, not ONNX: retinaface_resnet50 is the same network as ONNX",
            Optional.of("6d1de9c2944f2ccddca5f5e010ea5ae64a39845a86311af6fdf30841b0a5a16d")),
        new ModelCatalog.WithoutCard(
            "open-closed-eye.onnx (Open Model Zoo, 46,164 bytes)",
            "its softmax yields NaN on confident inputs: open_closed_eye_0001 is the mended file",
            Optional.of("4daa100034482525a26c9afb9297c16580a531189e66e3d2b2ac7d32becfd593")),
        new ModelCatalog.WithoutCard(
            "ocec_l.onnx (OCEC, largest)",
            "its publisher's SHA-256 is not known",
            Optional.empty()));
  }
}
