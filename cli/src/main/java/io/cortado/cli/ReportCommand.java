package io.cortado.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a report of a bug should say of the machine and the runtime; nothing that is secret. */
@Command(name = "report", description = "Prints versions, memory and processors, for a report of a bug; nothing secret.")
final class ReportCommand implements Callable<Integer> {
  private static final int MEGABYTES = 20;

  /** Variables whose values tell of nothing but behaviour. */
  private static final List<String> HARMLESS =
      List.of("NODE_ENV", "NODE_OPTIONS", "PORT", "TZ", "LANG", "LC_ALL", "CORTADO_EXPRESS", "CORTADO_INSTALLED", "CORTADO_BUILTIN",
          "CORTADO_HANDLER_DEADLINE");

  /** Those of which only the name is told. */
  private static final List<String> NAMES =
      List.of("MONGODB_URI", "NODE_PATH", "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
          "CLASSPATH", "HTTP_PROXY", "HTTPS_PROXY");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (String line : new VersionText().getVersion()) {
      out.println(line);
    }
    out.println("System: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
    out.println("Processors: " + Runtime.getRuntime().availableProcessors());
    long heap = Runtime.getRuntime().maxMemory() >> MEGABYTES;
    out.println("Heap: " + heap + " MB at most" + limit());
    out.println("Garbage collector: "
        + String.join(", ", ManagementFactory.getGarbageCollectorMXBeans().stream().map(bean -> bean.getName()).toList()));
    for (String name : HARMLESS) {
      if (System.getenv(name) != null) {
        out.println(name + ": " + System.getenv(name));
      }
    }
    List<String> set = NAMES.stream().filter(name -> System.getenv(name) != null).toList();
    out.println("Set, with values that are not told: " + (set.isEmpty() ? "none" : String.join(", ", set)));
    return 0;
  }

  private static String limit() {
    return Stream.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
        .map(ReportCommand::megabytes).filter(text -> !text.isEmpty()).findFirst().map(text -> ", in a control group of " + text).orElse("");
  }

  private static String megabytes(String file) {
    try {
      long megabytes = Long.parseLong(Files.readString(Path.of(file)).strip()) >> MEGABYTES;
      // A machine's word for no bound is a number, too.
      return megabytes > Integer.MAX_VALUE ? "" : megabytes + " MB";
    } catch (IOException | NumberFormatException e) {
      // No such group, or one without a bound.
      return "";
    }
  }
}
