package mien.engine.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.engine.image.Photo;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/** Fits meshes. */
public final class FaceMesher {

  static final double CROP = 1.5;

  private final BlazeFace blazeFace;
  private final LoadedModel mesh;
  private final int size;

  public FaceMesher(LoadedModel blazeFace, LoadedModel mesh) {
    this.blazeFace = new BlazeFace(blazeFace);
    this.mesh = mesh;
    this.size = FaceBatch.input(mesh).width();
  }

  public ModelCard card() {
    return mesh.card();
  }

  public List<Optional<BlazeFace.Found>> blaze(Photo photo, List<Detection> faces) {
    List<FaceSquare> around =
        faces.stream().map(f -> FaceSquare.around(f.box(), BlazeFace.CROP)).toList();
    return blazeFace.look(photo, around);
  }

  public List<FaceMesh> fit(Photo photo, List<Detection> faces) {
    List<FaceSquare> squares = new ArrayList<>();
    List<FaceSquare> around =
        faces.stream().map(f -> FaceSquare.around(f.box(), BlazeFace.CROP)).toList();
    List<Optional<BlazeFace.Found>> found = blazeFace.look(photo, around);
    for (int i = 0; i < faces.size(); i++) {
      squares.add(square(around.get(i), found.get(i)));
    }
    return run(photo, squares);
  }

  FaceSquare square(FaceSquare around, Optional<BlazeFace.Found> found) {
    if (found.isEmpty()) {
      return new FaceSquare(around.center(), around.side() / BlazeFace.CROP * CROP, 0);
    }
    BlazeFace.Found face = found.get();
    Point center = face.box().centre();
    double side = Math.max(face.box().width(), face.box().height()) * CROP;
    int from = blazeFace.size();
    return new FaceSquare(
        around.toPhoto(center.x(), center.y(), from),
        side * around.side() / from,
        around.radians() + FaceSquare.angle(face.imageLeftEye(), face.imageRightEye()));
  }

  public List<FaceMesh> refit(Photo photo, List<FaceMesh> before, double crop) {
    return run(
        photo,
        before.stream()
            .map(m -> FaceSquare.turned(m.bounds(), crop, FaceSquare.angle(m.points().get(33).flat(), m.points().get(263).flat())))
            .toList());
  }

  public List<FaceMesh> fromPoints(Photo photo, List<Detection> faces, double crop) {
    return run(
        photo,
        faces.stream().map(f -> FaceSquare.around(f.box(), crop, f.landmarks().orElseThrow())).toList());
  }

  List<FaceMesh> run(Photo photo, List<FaceSquare> squares) {
    List<float[][]> rows =
        FaceBatch.rows(mesh, squares.size(), i -> squares.get(i).cut(photo, size));
    List<FaceMesh> meshes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      meshes.add(decode(rows.get(i), squares.get(i)));
    }
    return meshes;
  }

  FaceMesh decode(float[][] row, FaceSquare square) {
    if (row.length < 2 || row[0].length != 3 * FaceMesh.COUNT || row[1].length != 1) {
      throw FaceBatch.misfit(mesh, "468 points and one score a face");
    }
    List<Point3> points = new ArrayList<>(FaceMesh.COUNT);
    for (int i = 0; i < FaceMesh.COUNT; i++) {
      points.add(square.toPhoto(row[0][3 * i], row[0][3 * i + 1], row[0][3 * i + 2], size));
    }
    return new FaceMesh(points, 1 / (1 + Math.exp(-row[1][0])));
  }
}
