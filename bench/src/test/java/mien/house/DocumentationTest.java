package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything public that library users see has a comment: types, methods, fields, packages. */
class DocumentationTest {

  @ParameterizedTest
  @ValueSource(strings = {"core", "engine", "vault"})
  void everythingPublicIsDescribed(String module) throws IOException {
    assertThat(undescribed(exported(Checkout.root().resolve(module).resolve("src/main/java"))))
        .isEmpty();
  }

  /** The sources of the packages that the module gives to others. */
  private static List<Path> exported(Path folder) throws IOException {
    String module = Files.readString(folder.resolve("module-info.java"));
    List<Path> packages =
        Pattern.compile("exports ([a-z.]+)")
            .matcher(module)
            .results()
            .map(found -> folder.resolve(found.group(1).replace('.', '/')))
            .toList();
    assertThat(packages).isNotEmpty();
    return sources(folder).stream().filter(file -> packages.contains(file.getParent())).toList();
  }

  @Test
  void whatIsNotDescribedIsFound(@TempDir Path folder) throws IOException {
    Path bare = folder.resolve("Bare.java");
    Files.writeString(
        bare,
        """
        /** Described. */
        public record Bare(int a) {
          public int twice() { return 2 * a; }
          /** Described. */
          public interface Inner { void implicitlyPublic(); }
          @Override public String toString() { return ""; }
          private void ownBusiness() {}
        }
        """);
    assertThat(undescribed(List.of(bare)))
        .containsExactly("Bare.java: twice", "Bare.java: implicitlyPublic");
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<String> undescribed(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      Descriptions descriptions = new Descriptions(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        descriptions.scan(unit, null);
      }
      return descriptions.missing;
    }
  }

  /** Walks the public members of public types. */
  private static final class Descriptions extends TreePathScanner<Void, Void> {

    private final DocTrees trees;
    private final List<String> missing = new ArrayList<>();

    Descriptions(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!open(type.getModifiers())) {
        return null;
      }
      describe(type.getSimpleName().toString());
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      boolean inherited =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
      if (open(method.getModifiers()) && !inherited) {
        describe(method.getName().toString());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      boolean constant = field.getModifiers().getFlags().contains(Modifier.STATIC);
      if (constant && open(field.getModifiers())) {
        describe(field.getName().toString());
      }
      return null;
    }

    private boolean open(ModifiersTree modifiers) {
      TreePath parent = getCurrentPath().getParentPath();
      boolean inInterface = parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private void describe(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment == null || comment.getFullBody().isEmpty()) {
        String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
        missing.add(file.substring(file.lastIndexOf('/') + 1) + ": " + name);
      }
    }
  }
}
