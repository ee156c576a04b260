package mien.bench.people;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Embeddings of labeled photos, one of each photo. They are biometric data: written only into the
 * folder that the user names, and never into the checkout.
 *
 * @param faces in the order of their photos
 */
record LabeledFaces(List<Face> faces) {

  /**
   * One face.
   *
   * @param photo its path under the data's folder
   * @param values of unit length
   */
  record Face(String photo, float[] values) {}

  LabeledFaces where(Predicate<String> photo) {
    return new LabeledFaces(faces.stream().filter(face -> photo.test(face.photo)).toList());
  }

  /** The embeddings, row by row. */
  float[][] rows() {
    return faces.stream().map(Face::values).toArray(float[][]::new);
  }

  /** A number for each person, from 0, of each face. */
  int[] people(Map<String, String> personOfPhoto) {
    Map<String, Integer> numbers = new HashMap<>();
    return faces.stream()
        .map(face -> personOfPhoto.getOrDefault(face.photo, face.photo))
        .mapToInt(person -> numbers.computeIfAbsent(person, _ -> numbers.size()))
        .toArray();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(faces.size());
      for (Face face : faces) {
        out.writeUTF(face.photo);
        out.writeInt(face.values.length);
        for (float value : face.values) {
          out.writeFloat(value);
        }
      }
    }
  }

  static LabeledFaces read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<Face> faces = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String photo = in.readUTF();
        float[] values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readFloat();
        }
        faces.add(new Face(photo, values));
      }
      return new LabeledFaces(faces);
    }
  }
}
