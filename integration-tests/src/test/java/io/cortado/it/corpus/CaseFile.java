package io.cortado.it.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Reads a {@code cases.http} file; its format is described in the README of the corpus. */
final class CaseFile {
  private final String where;
  private final Map<String, String> header = new LinkedHashMap<>();
  private final List<CorpusCase> cases = new ArrayList<>();

  private CaseFile(String where) {
    this.where = where;
  }

  static CaseFile parse(String where, List<String> lines) {
    var file = new CaseFile(where);
    int i = 0;
    while (i < lines.size() && !lines.get(i).startsWith("### ")) {
      file.directive(lines.get(i++), file.header);
    }
    var names = new HashSet<String>();
    while (i < lines.size()) {
      String name = lines.get(i++).substring(4).trim();
      if (!names.add(name)) {
        throw new IllegalArgumentException(where + ": two cases are named \"" + name + "\"");
      }
      int end = i;
      while (end < lines.size() && !lines.get(end).startsWith("### ")) {
        end++;
      }
      file.cases.add(file.readCase(name, lines.subList(i, end)));
      i = end;
    }
    return file;
  }

  Map<String, String> header() {
    return header;
  }

  List<CorpusCase> cases() {
    return cases;
  }

  private void directive(String line, Map<String, String> into) {
    if (line.isBlank() || line.equals("#")) {
      return;
    }
    int colon = line.indexOf(':');
    if (!line.startsWith("# ") || colon < 0) {
      throw new IllegalArgumentException(where + ": expected '# key: value', got: " + line);
    }
    into.put(line.substring(2, colon).trim(), line.substring(colon + 1).trim());
  }

  private CorpusCase readCase(String name, List<String> lines) {
    Map<String, String> directives = new HashMap<>(header);
    int i = 0;
    while (i < lines.size() && lines.get(i).startsWith("#")) {
      directive(lines.get(i++), directives);
    }
    List<String> rest = lines.subList(i, lines.size());
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(where + ": case \"" + name + "\" sends nothing");
    }
    List<Step> steps = rest.getFirst().startsWith("> ") ? steps(rest) : List.of(request(rest, directives));
    return new CorpusCase(name, Map.copyOf(directives), steps);
  }

  private List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      String[] words = line.substring(2).split(" ", 2);
      String text = words.length > 1 ? words[1] : "";
      steps.add(switch (words[0]) {
        case "connect" -> new Step.Connect();
        case "send" -> new Step.Send(Escapes.bytes(text, true));
        case "request" -> request(List.of(text), Map.of());
        case "pause" -> new Step.Pause(Long.parseLong(text));
        case "end" -> new Step.HalfClose();
        case "reset" -> new Step.Reset();
        case "response" -> new Step.AwaitResponse();
        case "until" -> new Step.Until(Escapes.bytes(text, true));
        default -> throw new IllegalArgumentException(where + ": unknown step: " + line);
      });
    }
    return steps;
  }

  private static Step request(List<String> lines, Map<String, String> directives) {
    boolean escapes = directives.containsKey("escapes");
    int blank = lines.indexOf("");
    List<String> head = new ArrayList<>(blank < 0 ? lines : lines.subList(0, blank));
    byte[] body = blank < 0 ? new byte[0] : body(lines.subList(blank + 1, lines.size()), directives, escapes);
    if (!head.getFirst().contains(" HTTP/")) {
      head.set(0, head.getFirst() + " HTTP/1.1");
    }
    addUnlessPresent(head, "Host", "localhost");
    addUnlessPresent(head, "Connection", "close");
    if (body.length > 0 && !has(head, "Transfer-Encoding")) {
      addUnlessPresent(head, "Content-Length", Integer.toString(body.length));
    }
    var out = new ByteArrayOutputStream();
    for (String line : head) {
      out.writeBytes(Escapes.bytes(line, escapes));
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return new Step.Send(out.toByteArray());
  }

  private static byte[] body(List<String> lines, Map<String, String> directives, boolean escapes) {
    String text = String.join("\n", lines).stripTrailing();
    byte[] plain = directives.containsKey("base64")
        ? Base64.getMimeDecoder().decode(text)
        : Escapes.bytes(text, escapes);
    return encode(plain, directives.getOrDefault("encode", "identity"));
  }

  private static byte[] encode(byte[] plain, String encoding) {
    var out = new ByteArrayOutputStream();
    try (var stream = switch (encoding) {
      case "gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "identity" -> out;
      default -> throw new IllegalArgumentException("case file: unknown '# encode: " + encoding + "'");
    }) {
      stream.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void addUnlessPresent(List<String> head, String name, String value) {
    if (!has(head, name)) {
      head.add(name + ": " + value);
    }
  }

  private static boolean has(List<String> head, String name) {
    return head.stream().anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
  }
}
