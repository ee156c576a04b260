package mien.engine.model;

import mien.core.compare.Calibration;

/**
 * What was measured about the recognizers' scores. Each method is what {@code mien bench calibrate
 * --recognizer ID} printed; its pages are {@code docs/results/calibration-ID.md}. The counts are
 * those of independent comparisons that would spread as much.
 */
final class RecognizerCalibrations {

  private RecognizerCalibrations() {}

  static Calibration frFeature() {
    return CalibrationDraft.with("yunet_n_dynamic")
        .lfw()
        .at(0.1296, 0.100, 67_871)
        .at(0.1928, 0.0300, 94_311)
        .at(0.2430, 0.0100, 161_017)
        .at(0.2927, 0.00300, 303_658)
        .at(0.3343, 0.00100, 460_040)
        .at(0.3762, 0.000300, 624_105)
        .at(0.4114, 9.99e-05, 749_228)
        .at(0.4470, 2.99e-05, 1_092_878)
        .at(0.4763, 9.92e-06, 1_631_905)
        .adults()
        .at(0.1496, 0.100, 1_936)
        .at(0.2166, 0.0300, 2_697)
        .at(0.2703, 0.00999, 3_202)
        .at(0.3283, 0.00298, 4_631)
        .at(0.3709, 0.000993, 5_414)
        .at(0.5166, 0.000248, 3_764)
        .women()
        .at(0.1809, 0.0999, 742)
        .at(0.2528, 0.0300, 994)
        .at(0.3063, 0.00999, 1_158)
        .at(0.3589, 0.00300, 1_364)
        .at(0.5166, 0.000999, 978)
        .men()
        .at(0.1447, 0.0999, 942)
        .at(0.2105, 0.0300, 1_061)
        .at(0.2566, 0.00999, 1_301)
        .at(0.2862, 0.00300, 1_358)
        .at(0.3571, 0.000999, 1_373)
        .children()
        .at(0.0793, 0.900, 226)
        .at(0.1917, 0.700, 162)
        .at(0.2806, 0.500, 139)
        .at(0.3790, 0.300, 147)
        .at(0.5127, 0.0999, 244)
        .at(0.5933, 0.0299, 536)
        .at(0.6474, 0.00987, 798)
        .at(0.6905, 0.00294, 1_458)
        .at(0.7422, 0.000865, 1_743)
        .genuine()
        .at(0.2102, 0.00268, 1_494)
        .at(0.2165, 0.00469, 1_494)
        .at(0.2850, 0.00937, 1_494)
        .at(0.3491, 0.0194, 1_494)
        .at(0.4262, 0.0495, 1_494)
        .at(0.4977, 0.0997, 1_494)
        .at(0.5715, 0.199, 1_494)
        .at(0.6824, 0.500, 1_494)
        .at(0.8151, 0.900, 1_494)
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
