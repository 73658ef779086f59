package io.cortado.express.development;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a developer's browser, or a client that asks for JSON, gets for an error that no handler of the app has taken. Shown by
 * {@code --watch} alone: it tells of the app's source. Secrets of the request are left out. Runs on the loop.
 */
public final class ErrorPage {
  private static final String MASK = "•••";

  /** Fields and parameters whose values prove who somebody is. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(?:cookie|authori[sz]ation|authenticat|token|secret|passw|api-?key|session|signature|credential|csrf|jwt).*");

  /** What stands in a stack between the app and what it has called. */
  private static final Pattern BETWEEN =
      Pattern.compile("at (?:io\\.cortado|com\\.oracle\\.truffle|org\\.graalvm|org\\.xnio|jdk\\.internal|java\\.lang\\.invoke)\\..*");

  private static final Pattern PARAMETER = Pattern.compile("([?&])([^=&#]*)=([^&#]*)");

  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<Frame> frames;
  private final @Nullable Excerpt template;
  private final @Nullable Excerpt code;

  private ErrorPage(String[] facts, String[] headers) {
    for (int i = 0; i + 1 < facts.length; i += 2) {
      this.facts.put(facts[i], facts[i + 1]);
    }
    this.facts.computeIfPresent("url", (name, url) -> masked(url));
    for (int i = 0; i + 1 < headers.length; i += 2) {
      fields.put(headers[i], SECRET.matcher(headers[i]).matches() ? MASK : masked(headers[i + 1]));
    }
    template = Excerpt.ofTemplate(fact("message"));
    // Lines of the function that a template has become are none of the template.
    frames = Frame.of(fact("stack")).stream().map(frame -> isOf(frame, template) ? frame.internal() : frame).toList();
    code = Excerpt.of(frames);
  }

  /**
   * The page: HTML where the client names that among what it accepts, JSON where it names only that; null for everybody else.
   *
   * @param accept the field, or the empty text
   * @param facts names and values in turn: status, name, message, stack, javaStack, cause, code, method, url, version, route,
   *     folder
   * @param headers names and values in turn
   */
  public static @Nullable String of(String accept, String[] facts, String[] headers) {
    String asked = accept.toLowerCase(Locale.ROOT);
    if (asked.contains("text/html") || asked.contains("application/xhtml+xml")) {
      return new ErrorPage(facts, headers).html();
    }
    return asked.contains("json") ? new ErrorPage(facts, headers).json() : null;
  }

  private static boolean isOf(Frame frame, @Nullable Excerpt template) {
    return template != null && frame.file().equals(template.file());
  }

  private static String masked(String url) {
    return PARAMETER.matcher(url).replaceAll(
        found ->
            Matcher.quoteReplacement(
                SECRET.matcher(found.group(2)).matches() ? found.group(1) + found.group(2) + "=" + MASK : found.group()));
  }

  private String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  /** As short as a path can be told to somebody who works in the app's folder. */
  private String shown(String file) {
    try {
      Path folder = Path.of(fact("folder"));
      Path path = Path.of(file);
      return path.startsWith(folder) ? folder.relativize(path).toString() : file;
    } catch (java.nio.file.InvalidPathException e) {
      return file;
    }
  }

  private String html() {
    Html page = new Html();
    page.open(fact("status") + " " + fact("name"));
    page.head(fact("status"), fact("name"), fact("code"), fact("message"));
    if (template != null) {
      page.excerpt("Template", template, shown(template.file()));
    }
    if (code != null) {
      page.excerpt("Code", code, shown(code.file()));
    }
    page.frames("Stack", lines(Frame.Kind.APP), true);
    page.frames("Packages", lines(Frame.Kind.PACKAGE), false);
    page.frames("Java", javaLines(), true);
    page.frames("Cortado and the engine", lines(Frame.Kind.INTERNAL), false);
    page.text("Cause", fact("cause"));
    Map<String, String> request = new LinkedHashMap<>();
    request.put("request", fact("method") + " " + fact("url") + " HTTP/" + fact("version"));
    request.put("route", fact("route").isEmpty() ? "none: a middleware, or the router itself" : fact("route"));
    page.table("Request", request);
    page.table("Headers", fields);
    return page.close();
  }

  private List<String> lines(Frame.Kind kind) {
    return frames.stream().filter(frame -> frame.kind() == kind).map(this::line).toList();
  }

  private String line(Frame frame) {
    return frame.file().isEmpty() ? frame.text() : frame.text().replace(frame.file(), shown(frame.file()));
  }

  /** Java's frames without those of the machinery between an app and what it calls. */
  private List<String> javaLines() {
    String own = fact("javaStack");
    if (own.isEmpty()) {
      return lines(Frame.Kind.JAVA);
    }
    return own.lines().map(String::strip).filter(line -> !BETWEEN.matcher(line).matches()).toList();
  }

  private String json() {
    Json text = new Json();
    text.open("error").number("status", fact("status")).text("name", fact("name")).text("message", fact("message"));
    if (!fact("code").isEmpty()) {
      text.text("code", fact("code"));
    }
    Excerpt place = template == null ? code : template;
    if (place != null) {
      text.open("at").text("file", shown(place.file())).number("line", Integer.toString(place.line()))
          .number("column", Integer.toString(place.column()))
          .text("text", place.lines().get(place.line() - place.first()).strip()).close();
    }
    text.texts("stack", frames.stream().filter(frame -> frame.kind() != Frame.Kind.INTERNAL).map(this::line).toList());
    if (!fact("cause").isEmpty()) {
      text.text("cause", fact("cause").lines().findFirst().orElse(""));
    }
    text.open("request").text("method", fact("method")).text("url", fact("url")).text("route", fact("route")).close();
    return text.close().end();
  }
}
