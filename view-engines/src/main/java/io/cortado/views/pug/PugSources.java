package io.cortado.views.pug;

import de.neuland.pug4j.parser.PathHelper;
import de.neuland.pug4j.template.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one compilation and keeps them inside the views folders. Runs on the loop.
 *
 * <p>Pug4j wants relative names and a relative base, so an absolute path travels through it behind {@link #ROOT}.
 */
final class PugSources implements TemplateLoader {
  private static final String ROOT = "%root%";
  private static final String BARE = "%bare%";

  private static final Pattern REFERENCE = Pattern.compile("[ \\t]*(?:include(?::[^ ]+)*|extends?) ([^\\r]+)\\r?");

  private final PugOptions options;
  private final String main;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> dependencies = new ArrayList<>();

  PugSources(PugOptions options, String source) {
    this.options = options;
    String filename = options.filename();
    main = filename == null ? BARE : ROOT + filename;
    texts.put(main, source);
  }

  /** The name of the main template. */
  String main() {
    return main;
  }

  /** The paths of the files that were read besides the main template, in order. */
  List<String> dependencies() {
    return dependencies;
  }

  /** The path for a name Pug4j uses, or null for the bare string. */
  @Nullable String path(@Nullable String name) {
    return name == null || name.equals(BARE) ? null : name.substring(name.startsWith(ROOT) ? ROOT.length() : 0);
  }

  /** The names of everything read so far, the main template first. */
  List<String> names() {
    return List.copyOf(texts.keySet());
  }

  /** The text of a name as it was read, with unix line ends. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  @Override
  public Reader getReader(String name) throws IOException {
    String text = texts.get(name);
    if (text == null) {
      text = read(name);
      texts.put(name, text);
      dependencies.add(String.valueOf(path(name)));
    }
    boolean pug = name.equals(main) || name.endsWith(".pug") || name.endsWith(".jade");
    return new StringReader(pug ? PugEachOf.encode(text) : text.replace("\r", ""));
  }

  /** Where a template that was read names the file it could not get, as pug ends such messages. */
  private String origin(String name) {
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      int line = 0;
      for (String text : entry.getValue().split("\n", -1)) {
        line++;
        Matcher matcher = REFERENCE.matcher(text);
        if (matcher.matches() && refers(entry.getKey(), matcher.group(1).trim(), name)) {
          return "\n    at " + path(entry.getKey()) + " line " + line;
        }
      }
    }
    return "";
  }

  private boolean refers(String parent, String reference, String name) {
    String resolved = new PathHelper().resolvePath(parent, reference, getBase());
    return name.equals(resolved) || name.equals(resolved + ".pug");
  }

  private PugFailure failure(String code, String message, @Nullable String file, String name) {
    return new PugFailure(code, message.concat(origin(name)).replace("at null line", "at undefined line"), file, 0, 0);
  }

  private String read(String name) throws IOException {
    if (name.startsWith("/")) {
      throw failure("", "the \"basedir\" option is required to use includes and extends with \"absolute\" paths",
          null, name);
    }
    if (!name.startsWith(ROOT)) {
      throw failure("",
          "the \"filename\" option is required to use includes and extends with \"relative\" paths", null, name);
    }
    Path path = Path.of(name.substring(ROOT.length())).normalize();
    if (!options.roots().isEmpty() && options.roots().stream().noneMatch(path::startsWith)) {
      throw failure("ERR_VIEW_OUTSIDE_ROOT", "pug: an include or extends must stay inside the views folders (got \""
          + path + "\", allowed " + String.join(", ", options.roots()) + "); add its folder to \"views\" or set \"basedir\"",
          null, name);
    }
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw failure("ENOENT", "ENOENT: no such file or directory, open '" + path + "'", path.toString(), name);
    } catch (java.nio.charset.MalformedInputException e) {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      boolean folder = Files.isDirectory(path);
      throw failure(folder ? "EISDIR" : "EACCES", folder ? "EISDIR: illegal operation on a directory, read"
          : "EACCES: permission denied, open '" + path + "'", path.toString(), name);
    }
  }

  @Override
  public long getLastModified(String name) {
    return 0;
  }

  @Override
  public String getExtension() {
    return "pug";
  }

  @Override
  public String getBase() {
    String basedir = options.basedir();
    return basedir == null ? "" : ROOT + (basedir.endsWith("/") ? basedir.substring(0, basedir.length() - 1) : basedir);
  }
}
