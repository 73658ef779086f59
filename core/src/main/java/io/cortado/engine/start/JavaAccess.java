package io.cortado.engine.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.source.SourceSection;
import io.cortado.module.ModuleBinding;
import io.cortado.module.PackageJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach Java, and what of it: {@code "java"} in the {@code cortado} field of the app's package.json. By default the
 * app's own files reach everything, packages and templates nothing. Public for the border only; runs on the loop.
 */
public final class JavaAccess {
  private static final Pattern PACKAGES = Pattern.compile("[/\\\\]node_modules[/\\\\]");
  private static final Pattern SCRIPTS = Pattern.compile(".*\\.[cm]?[jt]s", Pattern.DOTALL);

  private enum Who { NOBODY, OWN_FILES, EVERYBODY }

  private final Path main;
  private @Nullable Who who;
  /** Patterns of the classes that are there; none for all. */
  private final List<Pattern> names = new ArrayList<>();

  JavaAccess(Path main) {
    this.main = main;
  }

  /** Why who calls the JavaScript that calls this may not use Java; null where it may. */
  public @Nullable String refusal(String function) {
    return switch (who()) {
      case EVERYBODY -> null;
      case NOBODY -> "Java." + function + ": package.json says \"cortado\": {\"java\": false}";
      case OWN_FILES -> {
        Caller caller = new Caller();
        Truffle.getRuntime().iterateFrames(caller::frame);
        yield caller.isOwn
            ? null
            : "Java." + function + ": only the app's own files may use Java (got " + caller.name
                + "); \"cortado\": {\"java\": true} in package.json lets packages and templates use it too";
      }
    };
  }

  /** Whether a class is there for JavaScript. */
  boolean isVisible(String name) {
    return who() != Who.NOBODY && (names.isEmpty() || names.stream().anyMatch(pattern -> pattern.matcher(name).matches()));
  }

  /** Whether package.json names a class. */
  boolean isNamed(String name) {
    return who() != Who.NOBODY && names.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private Who who() {
    Who known = who;
    if (known == null) {
      PackageJson file = PackageJson.above(main);
      known = read(file == null ? null : file.cortadoValue("java"));
      who = known;
    }
    return known;
  }

  private Who read(@Nullable JsonNode value) {
    if (value == null || value.asText().equals("app")) {
      return Who.OWN_FILES;
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? Who.EVERYBODY : Who.NOBODY;
    }
    if (value.isArray()) {
      value.forEach(name -> names.add(Pattern.compile(Pattern.quote(name.asText()).replace("*", "\\E.*\\Q"))));
      return names.isEmpty() ? Who.NOBODY : Who.OWN_FILES;
    }
    return Who.NOBODY;
  }

  /** The innermost frame that is neither ours nor the engine's. */
  private static final class Caller {
    private int depth;
    private boolean isOwn;
    private String name = "code that no file has called";

    private @Nullable Object frame(FrameInstance frame) {
      SourceSection section =
          frame.getCallTarget() instanceof RootCallTarget target ? target.getRootNode().getSourceSection() : null;
      // What asks is the first; names say nothing, for evaluated code gives itself the one it likes.
      if (depth++ == 0 || section == null || !section.isAvailable() || section.getSource().isInternal()) {
        return null;
      }
      String path = section.getSource().getPath();
      name = path == null ? "evaluated code" : path;
      isOwn = ModuleBinding.PROGRAM.equals(section.getSource().getURI())
          || path != null && SCRIPTS.matcher(path).matches() && !PACKAGES.matcher(path).find();
      return this;
    }
  }
}
