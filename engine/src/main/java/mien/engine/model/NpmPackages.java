package mien.engine.model;

/**
 * The npm packages that carry weights, and what is known of them. Sizes and checksums are those
 * that the registry publishes ({@code dist.integrity}) and that were checked on the tarballs.
 */
final class NpmPackages {

  /** One version; declared MIT, with a copyright line of a stranger; who trained what, unknown. */
  static final NpmPackage FACEPLUGIN =
      new NpmPackage(
          "faceplugin-face-recognition-js",
          "0.0.1",
          "sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iO"
              + "i5pXWw==",
          41_114_878);

  /** Published from a google.com address; Apache-2.0, the models too. */
  static final NpmPackage FACE_MESH =
      new NpmPackage(
          "@mediapipe/face_mesh",
          "0.4.1657299874",
          "sha512-Jdza+77HjDH4SQ6/DAYmnKUYdh2fU1GbhuGqXZbkK5rnJKpZLZe5KQeJmwUq9dmkYkCPSq4oe9vmcuve"
              + "RPpwag==",
          7_423_898);

  /** MIT; weights that its author did not train follow their sources. */
  static final NpmPackage FACE_API =
      new NpmPackage(
          "@vladmandic/face-api",
          "1.7.15",
          "sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvr"
              + "dHTXDw==",
          12_677_476);

  /** MediaPipe packs its assets one behind the other into this file. */
  static final String FACE_MESH_ASSETS = "face_mesh_solution_packed_assets.data";

  private NpmPackages() {}
}
