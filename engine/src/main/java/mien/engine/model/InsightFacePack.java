package mien.engine.model;

/**
 * The zips in which InsightFace publishes its models (release v0.7). Checksums: {@code
 * server/backend/insightface_server/models/packages.py} of deepinsight/insightface; buffalo_s from
 * one public download script. Sizes that are not recorded are 0.
 */
enum InsightFacePack {
  BUFFALO_L("buffalo_l", 0, "80ffe37d8a5940d59a7384c201a2a38d4741f2f3c51eef46ebb28218a7b0ca2f"),
  BUFFALO_M(
      "buffalo_m", 275_951_529, "d98264bd8f2dc75cbc2ddce2a14e636e02bb857b3051c234b737bf3b614edca9"),
  BUFFALO_S("buffalo_s", 0, "d85a87f503f691807cd8bb97128bdf7a0660326cd9cd02657127fa978bab8b5e"),
  BUFFALO_SC("buffalo_sc", 0, "57d31b56b6ffa911c8a73cfc1707c73cab76efe7f13b675a05223bf42de47c72"),
  ANTELOPE_V2("antelopev2", 0, "8e182f14fc6e80b3bfa375b33eb6cff7ee05d8ef7633e738d1c89021dcf0c5c5");

  private final String zip;
  private final long bytes;
  private final String sha256;

  InsightFacePack(String zip, long bytes, String sha256) {
    this.zip = zip;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  String address() {
    return "https://github.com/deepinsight/insightface/releases/download/v0.7/" + zip + ".zip";
  }

  long bytes() {
    return bytes;
  }

  String sha256() {
    return sha256;
  }
}
