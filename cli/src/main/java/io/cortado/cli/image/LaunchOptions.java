package io.cortado.cli.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options Java is started with, for each kind of runtime. */
final class LaunchOptions {
  private static final List<String> COMMON =
      List.of(
          // One thread runs the app; a parallel collector would only add threads, memory and start-up time.
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // Each Error that JavaScript makes has an exception of Java, whose trace of some hundred frames nobody reads.
          // What requests leave behind dies young; a larger young generation is resident memory (ADR 0019).
          "-XX:MaxNewSize=48m",
          "-XX:MaxJavaStackTraceDepth=64",
          // The libraries' use of native code and Unsafe is known; a user could do nothing about the warnings.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Lets Truffle reach the compiler. */
  private static final List<String> COMPILER =
      List.of(
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+EnableJVMCI",
          // The AOT cache's profiles send much to the JVM's compilers at once, which on few cores delays the first answer.
          // Where an app brings many files, StartCompilers takes it back for C1.
          "-XX:CompileThresholdScaling=4");

  private LaunchOptions() {}

  /** For a runtime that holds the compiler as a module. */
  static List<String> relinked() {
    return join(COMMON, COMPILER, List.of("-Dcortado.runtime=relinked"));
  }

  /** For a JDK as it was installed, with the compiler beside it. */
  static List<String> upgraded(Path compilerJars) {
    return join(
        COMMON, COMPILER, List.of("--upgrade-module-path=" + compilerJars, "-Dcortado.runtime=upgrade-module-path"));
  }

  /** For a JDK which the compiler does not work with. */
  static List<String> interpreter() {
    return join(COMMON, List.of("-Dcortado.runtime=interpreter"));
  }

  /** What a start adds once the training run is over. */
  static List<String> cache(Path cache) {
    return List.of("-XX:AOTCache=" + cache, "-Dcortado.aot=true");
  }

  /** Where a start may keep what the next one is to know. */
  static List<String> image(Path image) {
    return List.of("-Dcortado.image=" + image);
  }

  /**
   * Has C1 alone compile the Graal compiler, so that C2 is free for the interpreter's methods while an app warms up. Not
   * for the training run: the cache knows Graal's hot methods by C2 having compiled them.
   */
  static List<String> directives(Path file) {
    return List.of(
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:CompilerDirectivesFile=" + file,
        // Says how many directives it has read, on standard output.
        "-XX:-DisplayVMOutput");
  }

  /** Silences what the JVM would say of its caches; not for the steps that make them. */
  static List<String> quiet() {
    return List.of("-Xlog:disable");
  }

  @SafeVarargs
  static List<String> join(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
