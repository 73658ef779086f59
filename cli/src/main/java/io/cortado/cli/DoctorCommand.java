package io.cortado.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cortado.cli.doctor.Doctor;
import io.cortado.cli.doctor.Finding;
import io.cortado.cli.doctor.Finding.Level;
import io.cortado.engine.Providers;
import io.cortado.spi.ProvidedPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what of an app runs, without running it. */
@Command(
    name = "doctor",
    description = "Looks at an app's files and packages and says what does not run here, and what to do about it.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "APP", defaultValue = ".", description = "The app's folder or file (${DEFAULT-VALUE}).")
  private String app = ".";

  @Option(names = "--json", description = "Prints it for programs.")
  private boolean json;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  /** 0 where nothing is missing, 1 where something is. */
  @Override
  public Integer call() throws Exception {
    Launch launch;
    try {
      launch = AppPath.launch(Path.of("").toAbsolutePath(), app, System.getenv());
    } catch (AppPathException e) {
      System.err.println("cortado: " + e.getMessage());
      return 1;
    }
    List<ProvidedPackage> known = Providers.all().stream().flatMap(provider -> provider.packages().stream()).toList();
    Path entry = launch.main().toRealPath();
    Path home = launch.folder() ? Path.of(app).toRealPath() : Objects.requireNonNull(entry.getParent());
    Doctor doctor = new Doctor(home, entry, known);
    doctor.examine();
    boolean fine = doctor.findings().stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
    if (json) {
      System.out.println(document(home, entry, doctor, fine).toPrettyString());
    } else {
      print(launch, home, entry, doctor, fine);
    }
    return fine ? 0 : 1;
  }

  private void print(Launch launch, Path home, Path entry, Doctor doctor, boolean fine) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("App      " + home + ", starting " + home.relativize(entry));
    out.println("Read     " + doctor.files() + " of its files, " + doctor.packageFiles() + " of packages");
    launch.notes().forEach(note -> out.println("Start    " + note));
    doctor.packages().forEach(line -> out.println("Package  " + line));
    for (Finding finding : doctor.findings()) {
      String level = switch (finding.level()) {
        case PROBLEM -> "Problem  ";
        case WARNING -> "Perhaps  ";
        case NOTE -> "Note     ";
      };
      out.println(level + (finding.place().isEmpty() ? "" : finding.place() + ": ") + finding.text());
    }
    out.println(fine ? "Nothing that the app needs is missing." : "Something that the app needs is missing.");
  }

  private static ObjectNode document(Path home, Path entry, Doctor doctor, boolean fine) {
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.put("app", home.toString()).put("main", home.relativize(entry).toString());
    root.put("files", doctor.files()).put("packageFiles", doctor.packageFiles()).put("ok", fine);
    var packages = root.putArray("packages");
    doctor.packages().forEach(packages::add);
    var findings = root.putArray("findings");
    for (Finding finding : doctor.findings()) {
      ObjectNode one = findings.addObject();
      one.put("level", finding.level().name().toLowerCase(Locale.ROOT)).put("kind", finding.kind()).put("name", finding.name());
      one.put("file", finding.file()).put("line", finding.line()).put("text", finding.text());
    }
    return root;
  }
}
