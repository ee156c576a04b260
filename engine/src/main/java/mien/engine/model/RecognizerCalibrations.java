package mien.engine.model;

import mien.core.compare.Calibration;

/**
 * What was measured about the recognizers' scores. Each method is what {@code mien bench calibrate
 * --recognizer ID} printed; its pages are {@code docs/results/calibration-ID.md}. The counts are
 * those of independent comparisons that would spread as much.
 */
final class RecognizerCalibrations {

  private RecognizerCalibrations() {}

  /** Less the two rarest points of adults and women: by the rule of three they show no less. */
  static Calibration frFeature() {
    return CalibrationDraft.with("fr_detect")
        .lfw()
        .at(0.1295, 0.100, 68_269)
        .at(0.1927, 0.0300, 95_406)
        .at(0.2427, 0.0100, 169_559)
        .at(0.2926, 0.00300, 324_601)
        .at(0.3343, 0.00100, 498_117)
        .at(0.3766, 0.000300, 628_305)
        .at(0.4119, 9.99e-05, 759_825)
        .at(0.4454, 2.99e-05, 881_869)
        .at(0.4777, 9.92e-06, 1_311_679)
        .adults()
        .at(0.1525, 0.100, 1_560)
        .at(0.2241, 0.0300, 2_408)
        .at(0.2772, 0.00995, 2_942)
        .at(0.3426, 0.00295, 3_670)
        .at(0.3930, 0.000963, 3_318)
        .women()
        .at(0.1880, 0.0998, 733)
        .at(0.2656, 0.0298, 783)
        .at(0.3255, 0.00993, 1_085)
        .at(0.3770, 0.00287, 1_046)
        .men()
        .at(0.1445, 0.0998, 959)
        .at(0.2133, 0.0299, 1_249)
        .at(0.2607, 0.00996, 1_033)
        .at(0.3095, 0.00281, 1_147)
        .at(0.3714, 0.000766, 1_308)
        .children()
        .at(0.0787, 0.900, 240)
        .at(0.1976, 0.700, 160)
        .at(0.2876, 0.500, 136)
        .at(0.3831, 0.300, 138)
        .at(0.5207, 0.0999, 220)
        .at(0.6093, 0.0299, 466)
        .at(0.6629, 0.00987, 926)
        .at(0.6991, 0.00294, 1_381)
        .at(0.7419, 0.000865, 1_557)
        .genuine()
        .at(0.2236, 0.00268, 1_494)
        .at(0.2642, 0.00469, 1_494)
        .at(0.2922, 0.00937, 1_494)
        .at(0.3640, 0.0194, 1_494)
        .at(0.4528, 0.0495, 1_494)
        .at(0.5113, 0.0997, 1_494)
        .at(0.5850, 0.199, 1_494)
        .at(0.6904, 0.500, 1_494)
        .at(0.8253, 0.900, 1_494)
        .calibration();
  }

  /** One point: its scores lie so high that the usual threshold of others would pass anyone. */
  static Calibration dlibResNet() {
    return CalibrationDraft.published("LFW folds 1-5, 1,500 pairs of strangers; faces by fr_detect")
        .at(0.912, 0.001)
        .calibration();
  }

  static Calibration edgeFaceXs512() {
    return CalibrationDraft.with("yunet_n_dynamic")
        .lfw()
        .at(0.1053, 0.100, 111_319)
        .at(0.1525, 0.0300, 158_345)
        .at(0.1894, 0.0100, 238_754)
        .at(0.2263, 0.00300, 391_246)
        .at(0.2588, 0.00100, 569_371)
        .at(0.2925, 0.000300, 710_466)
        .at(0.3228, 9.99e-05, 888_039)
        .at(0.3550, 2.99e-05, 1_215_424)
        .at(0.3864, 9.92e-06, 1_422_096)
        .adults()
        .at(0.1110, 0.100, 2_239)
        .at(0.1645, 0.0300, 2_410)
        .at(0.2065, 0.00999, 3_443)
        .at(0.2578, 0.00298, 3_645)
        .at(0.3054, 0.000993, 3_003)
        .at(0.4746, 0.000248, 3_764)
        .women()
        .at(0.1272, 0.0999, 674)
        .at(0.1869, 0.0300, 727)
        .at(0.2279, 0.00999, 744)
        .at(0.3085, 0.00300, 647)
        .at(0.4746, 0.000999, 978)
        .men()
        .at(0.1036, 0.0999, 1_098)
        .at(0.1521, 0.0300, 1_337)
        .at(0.1920, 0.00999, 1_411)
        .at(0.2219, 0.00300, 1_529)
        .at(0.2604, 0.000999, 1_374)
        .children()
        .at(-0.0518, 0.900, 381)
        .at(0.0247, 0.700, 235)
        .at(0.0914, 0.500, 207)
        .at(0.1708, 0.300, 181)
        .at(0.3124, 0.0999, 223)
        .at(0.4266, 0.0299, 348)
        .at(0.5054, 0.00987, 481)
        .at(0.5707, 0.00294, 833)
        .at(0.6281, 0.000865, 1_195)
        .genuine()
        .at(0.2035, 0.00268, 1_494)
        .at(0.2341, 0.00469, 1_494)
        .at(0.2934, 0.00937, 1_494)
        .at(0.3359, 0.0194, 1_494)
        .at(0.4014, 0.0495, 1_494)
        .at(0.4661, 0.0997, 1_494)
        .at(0.5316, 0.199, 1_494)
        .at(0.6375, 0.500, 1_494)
        .at(0.7817, 0.900, 1_494)
        .calibration();
  }

  static Calibration mobileFaceNet() {
    return CalibrationDraft.with("yunet_n_dynamic")
        .lfw()
        .at(0.1269, 0.100, 106_926)
        .at(0.1868, 0.0300, 150_831)
        .at(0.2331, 0.0100, 226_756)
        .at(0.2791, 0.00300, 373_258)
        .at(0.3182, 0.00100, 588_328)
        .at(0.3566, 0.000300, 795_294)
        .at(0.3915, 9.99e-05, 1_105_299)
        .at(0.4254, 2.99e-05, 1_472_460)
        .at(0.4574, 9.92e-06, 1_847_171)
        .adults()
        .at(0.1425, 0.100, 1_911)
        .at(0.2111, 0.0300, 2_864)
        .at(0.2677, 0.00999, 3_319)
        .at(0.3215, 0.00298, 3_042)
        .at(0.3744, 0.000993, 3_663)
        .at(0.5278, 0.000248, 3_764)
        .women()
        .at(0.1667, 0.0999, 785)
        .at(0.2429, 0.0300, 869)
        .at(0.2992, 0.00999, 818)
        .at(0.3744, 0.00300, 1_004)
        .at(0.5278, 0.000999, 978)
        .men()
        .at(0.1335, 0.0999, 952)
        .at(0.2106, 0.0300, 949)
        .at(0.2648, 0.00999, 1_302)
        .at(0.3185, 0.00300, 1_205)
        .at(0.3485, 0.000999, 1_298)
        .children()
        .at(-0.0049, 0.900, 276)
        .at(0.1040, 0.700, 191)
        .at(0.1865, 0.500, 141)
        .at(0.2865, 0.300, 139)
        .at(0.4417, 0.0999, 188)
        .at(0.5472, 0.0299, 348)
        .at(0.6139, 0.00987, 575)
        .at(0.6764, 0.00294, 807)
        .at(0.7175, 0.000865, 1_489)
        .genuine()
        .at(0.2119, 0.00268, 1_494)
        .at(0.2505, 0.00469, 1_494)
        .at(0.2844, 0.00937, 1_494)
        .at(0.3389, 0.0194, 1_494)
        .at(0.4211, 0.0495, 1_494)
        .at(0.4885, 0.0997, 1_494)
        .at(0.5695, 0.199, 1_494)
        .at(0.6765, 0.500, 1_494)
        .at(0.8143, 0.900, 1_494)
        .calibration();
  }

  /** Published for face recognition at Linux logins; the number of comparisons is not said. */
  static Calibration w600kR50() {
    return CalibrationDraft.published("irlume FAIRNESS.md, at most this in each of its groups")
        .at(0.55, 4.02e-4)
        .at(0.70, 1e-4)
        .calibration();
  }

  /** As {@link #w600kR50}. */
  static Calibration auraFace() {
    return CalibrationDraft.published("irlume FAIRNESS.md, at most this in each of its groups")
        .at(0.50, 1.04e-3)
        .at(0.69, 1e-4)
        .calibration();
  }
}
