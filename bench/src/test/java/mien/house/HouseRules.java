package mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** The arrows, fences and invariants of {@code ARCHITECTURE.md} that class files can show. */
final class HouseRules {

  /** Reads of a clock, a process or a console, which values and pure decisions have no use for. */
  private static final Set<String> PURE_SYSTEM = Set.of("arraycopy", "identityHashCode");

  private static final Set<String> THREAD_FREE_CONCURRENT =
      Set.of(
          "java.util.concurrent.Callable",
          "java.util.concurrent.TimeUnit",
          "java.util.concurrent.ThreadLocalRandom");

  private static final Set<String> VALUES_OF_NET =
      Set.of(
          "java.net.URI",
          "java.net.URISyntaxException",
          "java.net.InetAddress",
          "java.net.UnknownHostException");

  private static final Set<String> WRITING_CALLS =
      Set.of(
          "write",
          "writeString",
          "newOutputStream",
          "newBufferedWriter",
          "copy",
          "move",
          "createFile",
          "createDirectory",
          "createDirectories",
          "createTempFile",
          "createTempDirectory");

  private HouseRules() {}

  static List<HouseRule> all() {
    return List.of(
        coreIsPure(),
        coreHasNoClock(),
        arrowsPointInwards(),
        fence(
            "only mien.engine.onnx imports ONNX Runtime",
            List.of("mien.engine.onnx"),
            List.of("ai.onnxruntime.."),
            mien.engine.wrong.SessionOutsideTheFence.class),
        fence(
            "only mien.engine.image imports image codecs",
            List.of("mien.engine.image"),
            List.of("com.twelvemonkeys..", "org.bytedeco.."),
            mien.engine.wrong.CodecOutsideTheFence.class),
        fence(
            "Java's own pictures stay in mien.engine.image, in drawing and in bench",
            List.of("mien.engine.image", "mien.cli.draw", "mien.bench.."),
            List.of("javax.imageio..", "java.awt.."),
            mien.engine.wrong.CodecOutsideTheFence.class),
        fence(
            "only cli imports picocli and TOML",
            List.of("mien.cli..", "mien.bench.."),
            List.of("picocli..", "org.tomlj.."),
            mien.engine.wrong.WordsInTheEngine.class),
        fence(
            "only mien.json imports the JSON library",
            List.of("mien.json"),
            List.of("tools.jackson.."),
            mien.engine.wrong.AnswersHttp.class),
        fence(
            "only mien.studio.http imports the HTTP server",
            List.of("mien.studio.http"),
            List.of("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
            mien.engine.wrong.AnswersHttp.class),
        fence(
            "only vault imports the incubating vector API",
            List.of("mien.vault..", "mien.bench.."),
            List.of("jdk.incubator.vector.."),
            mien.engine.wrong.VectorsInTheEngine.class),
        fence(
            "only vault imports JDBC",
            List.of("mien.vault..", "mien.bench.."),
            List.of("java.sql..", "javax.sql.."),
            mien.engine.wrong.AsksADatabase.class),
        fence(
            "only mien.vault.sql knows which databases there are",
            List.of("mien.vault.sql"),
            List.of("org.sqlite..", "org.postgresql.."),
            mien.vault.wrong.KnowsTheDatabase.class),
        statementsStayInSql(),
        SliceRules.slicesNeverImportOneAnother(),
        SliceRules.theFrameKnowsNoSlice(),
        SliceRules.onlyJsonLooksAtClasses(),
        fence(
            "only mien.vault.seal imports ciphers",
            List.of("mien.vault.seal"),
            List.of("javax.crypto.."),
            mien.vault.wrong.DrawsAKey.class),
        netStaysInThePuller(),
        ProgramRule.programsStartInNamedClasses(),
        threadsStayInWorkers(),
        noSynchronizedMethods(),
        engineWritesFilesOnlyForModels(),
        quietOutsideTheDoors(),
        ShapeRules.valuesHaveNoGetters(),
        ShapeRules.namesSayWhatThingsAre(),
        ShapeRules.noCycles());
  }

  private static HouseRule coreIsPure() {
    return HouseRule.of(
        "core depends on java.lang, java.util and java.math alone: no I/O, no thread",
        classes()
            .that()
            .resideInAPackage("mien.core..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "mien.core..",
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.math")
                    .and(
                        not(
                            named(
                                Set.of(
                                    "java.lang.Thread",
                                    "java.lang.Runtime",
                                    "java.lang.Process",
                                    "java.lang.ProcessBuilder",
                                    "java.util.Timer",
                                    "java.util.Date",
                                    "java.util.Scanner",
                                    "java.util.ServiceLoader"))))),
        mien.core.wrong.ReadsAFile.class);
  }

  private static HouseRule coreHasNoClock() {
    DescribedPredicate<AccessTarget> impure =
        describe(
            "a clock, a process, a console or chance",
            target ->
                (target.getOwner().isEquivalentTo(System.class)
                        && !PURE_SYSTEM.contains(target.getName()))
                    || target.getFullName().equals("java.util.Random.<init>()")
                    || target.getFullName().equals("java.lang.Math.random()")
                    || target.getFullName().equals("java.util.UUID.randomUUID()"));
    return HouseRule.of(
        "core reads no clock and draws no unseeded number",
        noClasses()
            .that()
            .resideInAPackage("mien.core..")
            .should()
            .accessTargetWhere(target(impure)),
        mien.core.wrong.ReadsTheClock.class);
  }

  private static HouseRule arrowsPointInwards() {
    ArchRule rule =
        classes()
            .should(
                new ArrowCondition(
                    java.util.Map.of(
                        "core", Set.of(),
                        "json", Set.of("core"),
                        "engine", Set.of("core"),
                        "vault", Set.of("core"),
                        "studio", Set.of("core", "json", "engine", "vault"),
                        "cli", Set.of("core", "json", "engine", "vault", "studio"),
                        "testkit", Set.of("core", "json", "engine", "vault", "studio"),
                        "bench", Set.of("core", "json", "engine", "vault", "studio", "cli"))));
    return HouseRule.of(
        "modules depend only where the map draws an arrow",
        rule,
        mien.vault.wrong.SeesTheEngine.class,
        mien.engine.wrong.RemembersInTheVault.class);
  }

  /** Only {@code packages} may depend on {@code fenced}. */
  private static HouseRule fence(
      String name, List<String> packages, List<String> fenced, Class<?>... offenders) {
    return HouseRule.of(
        name,
        noClasses()
            .that(resideOutsideOfPackages(packages.toArray(String[]::new)))
            .should()
            .dependOnClassesThat(resideInAnyPackage(fenced.toArray(String[]::new))),
        offenders);
  }

  /** The rest of vault passes a transaction on, and writes no statement. */
  private static HouseRule statementsStayInSql() {
    return HouseRule.of(
        "only mien.vault.sql writes statements; the rest of the vault passes transactions",
        noClasses()
            .that(resideOutsideOfPackages("mien.vault.sql", "mien.bench.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..")
                    .and(not(named(Set.of("java.sql.Connection", "java.sql.SQLException"))))),
        mien.vault.wrong.WritesAStatement.class);
  }

  private static HouseRule netStaysInThePuller() {
    return HouseRule.of(
        "only mien.engine.model, which fetches models, and the studio's VisionClient open"
            + " connections",
        noClasses()
            .that(
                resideOutsideOfPackages("mien.engine.model", "mien.bench..")
                    // Reads natives out of a jar of the class path, whose name is a URL.
                    .and(
                        not(
                            ownerNamed(
                                Set.of(
                                    "mien.engine.onnx.NativeFolder",
                                    // Reads the addresses of the clients that came.
                                    "mien.studio.http.Connections",
                                    // Asks the vision service that an operator switched on.
                                    "mien.studio.compare.VisionClient")))))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.net..", "javax.net..")
                    .and(not(named(VALUES_OF_NET)))
                    .or(named(Set.of("java.nio.channels.SocketChannel")))),
        mien.engine.wrong.CallsHome.class);
  }

  private static HouseRule threadsStayInWorkers() {
    DescribedPredicate<JavaClass> threads =
        resideInAnyPackage("java.util.concurrent..")
            .and(not(resideInAnyPackage("java.util.concurrent.atomic")))
            .and(not(named(THREAD_FREE_CONCURRENT)))
            .or(named(Set.of("java.util.Timer", "java.lang.Thread$Builder")));
    return HouseRule.of(
        "threads, executors and locks live in Workers; each exception has its reason here",
        noClasses()
            .that(
                resideOutsideOfPackages("mien.bench..")
                    .and(
                        not(
                            ownerNamed(
                                Set.of(
                                    "mien.engine.Workers",
                                    // Guards a native handle: closing waits for running calls.
                                    "mien.engine.onnx.OnnxModel",
                                    // The JDK's HTTP client hands a body over as a flow.
                                    "mien.engine.model.Download",
                                    "mien.engine.model.PartSink",
                                    "mien.engine.model.RegistryProbe",
                                    "mien.studio.compare.VisionClient",
                                    // What the JVM runs on Ctrl-C is a thread.
                                    "mien.cli.command.Interruption",
                                    // Counters, and places for requests: nothing runs there.
                                    "mien.studio.http.Metrics",
                                    "mien.studio.http.HttpApi",
                                    // One thread asks the sockets whether clients went away.
                                    "mien.studio.http.ClientWatch",
                                    // A lock each; uploads wait for memory on theirs.
                                    "mien.studio.http.Connections",
                                    "mien.studio.http.UploadBudget",
                                    // A pipe to a program blocks: one thread each way.
                                    "mien.studio.consent.ChildProcess",
                                    // Which requests send events; nothing runs there.
                                    "mien.studio.http.EventStreams",
                                    // A thread for each job, as long as it runs.
                                    "mien.studio.frame.Jobs")))))
            .should()
            .dependOnClassesThat(threads),
        mien.engine.wrong.StartsAThread.class);
  }

  private static HouseRule noSynchronizedMethods() {
    return HouseRule.of(
        "no method is synchronized",
        noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("mien..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED),
        mien.engine.wrong.StartsAThread.class);
  }

  private static HouseRule engineWritesFilesOnlyForModels() {
    DescribedPredicate<AccessTarget> writing =
        describe(
            "a call that writes a file",
            target ->
                (target.getOwner().isEquivalentTo(java.nio.file.Files.class)
                        && WRITING_CALLS.contains(target.getName()))
                    || target.getOwner().isEquivalentTo(java.io.FileOutputStream.class)
                    || target.getOwner().isEquivalentTo(java.io.RandomAccessFile.class));
    return HouseRule.of(
        "engine writes no file but downloaded models and unpacked natives",
        noClasses()
            .that(
                resideInAnyPackage("mien.core..", "mien.engine..")
                    .and(resideOutsideOfPackages("mien.engine.model"))
                    .and(
                        not(
                            ownerNamed(
                                Set.of(
                                    "mien.engine.onnx.NativeFolder",
                                    "mien.engine.image.BundledLibrary")))))
            .should()
            .accessTargetWhere(target(writing)),
        mien.engine.wrong.KeepsAFace.class);
  }

  private static HouseRule quietOutsideTheDoors() {
    DescribedPredicate<AccessTarget> console =
        describe(
            "System.out, System.err or printStackTrace",
            target ->
                (target.getOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(target.getName()))
                    || target.getName().equals("printStackTrace"));
    return HouseRule.of(
        "only the doors print",
        noClasses()
            .that(resideOutsideOfPackages("mien.cli..", "mien.bench.."))
            .should()
            .accessTargetWhere(target(console)),
        mien.core.wrong.ReadsTheClock.class);
  }

  static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("one of " + names, type -> names.contains(type.getName()));
  }

  /** Classes with one of the names, and those nested in them. */
  static DescribedPredicate<JavaClass> ownerNamed(Set<String> names) {
    return describe(
        "in one of " + names, type -> names.contains(type.getName().replaceFirst("\\$.*", "")));
  }
}
