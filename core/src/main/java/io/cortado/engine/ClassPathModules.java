package io.cortado.engine;

import io.cortado.module.KeptTexts;
import io.cortado.module.PackageJson;
import io.cortado.module.Specifiers;
import io.cortado.spi.CortadoModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JavaScript that ships with Cortado: its own files and the WebJars they need. Names are class path
 * locations without a leading slash. Runs on the loop.
 */
final class ClassPathModules {
  private static final String NODE = "io/cortado/js/node/";
  private static final String START = "io/cortado/engine/start-modules.txt";
  /** A file that is loaded in every start. */
  private static final String FIRST = "io/cortado/js/globals.js";
  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String INTERNAL = "io/cortado/js/internal/";
  /** What providers' sources may require of core beside Node's modules, as {@code cortado:NAME}. */
  private static final String SPI = "io/cortado/js/spi/";
  private static final String SPI_SCHEME = "cortado:";
  /** Files of WebJars for which ours stand in: they would load much more than is used, or word errors differently. */
  private static final Map<String, String> REPLACED =
      Map.of(
          "readable-stream/lib/internal/streams/add-abort-signal.js", INTERNAL + "stream/abort.js",
          "readable-stream/lib/internal/streams/end-of-stream.js", INTERNAL + "stream/eos.js",
          "readable-stream/lib/internal/streams/from.js", INTERNAL + "stream/from.js",
          "readable-stream/lib/ours/errors.js", INTERNAL + "errors/errors.js",
          "readable-stream/lib/ours/util.js", INTERNAL + "stream/util.js",
          "readable-stream/lib/internal/validators.js", INTERNAL + "errors/validators.js",
          "readable-stream/lib/stream.js", INTERNAL + "stream/stream.js");
  private static final Pattern VERSIONED = Pattern.compile(Pattern.quote(WEBJARS) + "([^/]+)/[^/]+/(.+)");
  private static final String[] SUFFIXES = {"", ".js", ".json", "/index.js"};

  private final ClassLoader loader = ClassPathModules.class.getClassLoader();
  /** The jars that most of a start comes from, if we run from jars: asking them is several times faster than asking the loader. */
  private final List<JarFile> jars = new ArrayList<>();
  private final Map<String, String> fetched = new HashMap<>();
  private final Map<String, @Nullable String> webJarRoots = new HashMap<>();

  ClassPathModules() {
    addJar(ClassPathModules.class);
  }

  /** Reads what most apps load at their start; for the time in which the loop waits for its context. */
  void prefetch(List<CortadoModule> providers, @Nullable KeptTexts kept) {
    if (kept != null && kept.hasOwn(FIRST)) {
      return;
    }
    prefetchAll(List.of(read(START).split("\n")));
    for (CortadoModule provider : providers) {
      List<String> scripts = provider.startScripts();
      if (!scripts.isEmpty()) {
        addJar(provider.getClass());
        prefetchAll(scripts);
      }
    }
  }

  private void prefetchAll(List<String> paths) {
    for (String path : paths) {
      fetched.put(path, read(path));
    }
  }

  /** The text of a resource; of a prefetched one once. */
  String text(String path) {
    String text = fetched.remove(path);
    return text == null ? read(path) : text;
  }

  /**
   * A source of ours. The engine shows no frames of it, and no instrument looks through it, which takes a fifth of a
   * second at a start; {@code -Dcortado.ownFrames=true} shows them, for work on Cortado itself.
   */
  static Source source(String name, CharSequence text) {
    return Source.newBuilder("js", text, name).cached(true).internal(!Boolean.getBoolean("cortado.ownFrames")).buildLiteral();
  }

  /** The source of a file's wrapper function; kept, where that is worth it. */
  Source wrapped(String path, boolean fromProvider, @Nullable KeptTexts kept) {
    return kept == null ? wrapped(path, fromProvider) : kept.own(path, key -> wrapped(key, fromProvider));
  }

  private Source wrapped(String path, boolean fromProvider) {
    String last = fromProvider ? "binding" : "internalBinding";
    String prefix = "(function (exports, require, module, __filename, __dirname, " + last + ") { ";
    return source("node:" + path, prefix + text(path) + "\n})");
  }

  private String read(String path) {
    try (InputStream in = open(path)) {
      if (in == null) {
        throw new IllegalStateException("Cortado's own file " + path + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cortado's own file " + path + " cannot be read", e);
    }
  }

  private @Nullable InputStream open(String path) throws IOException {
    for (JarFile jar : jars) {
      ZipEntry entry = jar.getEntry(path);
      if (entry != null) {
        return jar.getInputStream(entry);
      }
    }
    return loader.getResourceAsStream(path);
  }

  private void addJar(Class<?> of) {
    CodeSource source = of.getProtectionDomain().getCodeSource();
    try {
      Path path = source == null ? null : Path.of(source.getLocation().toURI());
      if (path != null && Files.isRegularFile(path)) {
        jars.add(new JarFile(path.toFile(), false));
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // Then the loader is asked.
      return;
    }
  }

  /** Whether a request is a name rather than a path. */
  boolean isBare(String request) {
    return !request.startsWith(".") && !request.startsWith("/");
  }

  /** The location {@code request} leads to from {@code requester}, or null. */
  @Nullable String resolve(String request, String requester) {
    String found = find(request, requester);
    if (found != null && found.startsWith(WEBJARS)) {
      Matcher versioned = VERSIONED.matcher(found);
      if (versioned.matches()) {
        String replacement = REPLACED.get(versioned.group(1) + "/" + versioned.group(2));
        // What stands in for a file may load that file itself.
        return replacement == null || replacement.equals(requester) ? found : replacement;
      }
    }
    return found;
  }

  private @Nullable String find(String request, String requester) {
    if (request.startsWith("/")) {
      return file(request.substring(1));
    }
    if (request.startsWith("./") || request.startsWith("../") || request.equals("..") || request.equals(".")) {
      return file(join(requester.substring(0, requester.lastIndexOf('/')), request));
    }
    if (request.startsWith(SPI_SCHEME)) {
      return file(SPI + request.substring(SPI_SCHEME.length()));
    }
    String bare = request.startsWith("node:") ? request.substring(5) : request;
    if (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    String core = nodeModule(bare);
    return core == null ? webJar(bare) : core;
  }

  /** A module of Node's: its face, or where that would only hand on what another file exports, that file. */
  private @Nullable String nodeModule(String name) {
    String face = NODE + name + ".js";
    if (exists(face)) {
      return face;
    }
    String room = name.replace('_', '-');
    String main = INTERNAL + room + "/" + room + ".js";
    return room.indexOf('/') < 0 && exists(main) ? main : null;
  }

  private @Nullable String webJar(String request) {
    String name = Specifiers.packageName(request);
    String root = webJarRoots.computeIfAbsent(name, this::webJarRoot);
    if (root == null) {
      return null;
    }
    if (name.length() < request.length()) {
      return file(root + request.substring(name.length()));
    }
    return file(root + "/" + main(text(root + "/package.json")));
  }

  private @Nullable String webJarRoot(String name) {
    String artifact = name.startsWith("@") ? name.substring(1).replace("/", "__") : name;
    try (InputStream in =
        loader.getResourceAsStream("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
      if (in == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(in);
      return WEBJARS + artifact + "/" + properties.getProperty("version");
    } catch (IOException e) {
      return null;
    }
  }

  private static String main(String packageJson) {
    String main = PackageJson.parse(packageJson).main();
    if (main == null) {
      return "index.js";
    }
    return main.startsWith("./") ? main.substring(2) : main;
  }

  private @Nullable String file(String path) {
    for (String suffix : SUFFIXES) {
      String candidate = path + suffix;
      int slash = candidate.lastIndexOf('/');
      if (candidate.indexOf('.', slash + 1) > 0 && exists(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean exists(String path) {
    for (JarFile jar : jars) {
      if (jar.getEntry(path) != null) {
        return true;
      }
    }
    return loader.getResource(path) != null;
  }

  private static String join(String directory, String relative) {
    java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>(java.util.List.of(directory.split("/")));
    for (String part : relative.split("/")) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.removeLast();
        default -> parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
