package io.cortado.it.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the guide has its reader do, in this order. A block whose fence names a file behind the language is what the reader
 * writes into that file; of a block of {@code console}, lines that begin with a dollar sign are typed, the others are what is printed.
 *
 * @param port what the page's apps listen on
 */
record GuidePage(List<Step> steps, int port) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?<language>\\w+)(?: (?<file>\\S+))?\\n(?<text>.*?)^```$");
  private static final Pattern PORT = Pattern.compile("(?:localhost|127\\.0\\.0\\.1):(\\d+)");
  private static final String APPS_PORT = "3000";

  /** One of {@link Write} and {@link Type}. */
  sealed interface Step {}

  /** A file that is written. */
  record Write(String file, String text) implements Step {}

  /** A command that is typed, and what is printed then: {@code …} stands for anything. */
  record Type(String command, String prints) implements Step {}

  /** Reads a page, with free ports in place of those that it names. */
  static GuidePage read(Path file) throws IOException {
    String text = Files.readString(file);
    Map<String, Integer> ports = ports(text);
    List<Step> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String contents = block.group("text");
      for (Map.Entry<String, Integer> port : ports.entrySet()) {
        contents = contents.replaceAll("\\b" + port.getKey() + "\\b", port.getValue().toString());
      }
      if (block.group("file") != null) {
        steps.add(new Write(block.group("file"), contents));
      } else if (block.group("language").equals("console")) {
        steps.addAll(commands(contents));
      }
    }
    return new GuidePage(steps, Objects.requireNonNull(ports.get(APPS_PORT)));
  }

  private static List<Step> commands(String text) {
    List<Step> commands = new ArrayList<>();
    for (String part : text.split("(?m)^\\$ ")) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        commands.add(new Type(part.substring(0, end), part.substring(end + 1).strip()));
      }
    }
    return commands;
  }

  private static Map<String, Integer> ports(String text) throws IOException {
    Map<String, Integer> ports = new HashMap<>();
    ports.put(APPS_PORT, free());
    Matcher named = PORT.matcher(text);
    while (named.find()) {
      if (!ports.containsKey(named.group(1))) {
        ports.put(named.group(1), free());
      }
    }
    return ports;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
