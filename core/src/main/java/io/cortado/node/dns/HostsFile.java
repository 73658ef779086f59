package io.cortado.node.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the system's file of hosts knows of addresses; lines with an address or a name in common are one host. Called from any thread. */
final class HostsFile {
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[\\da-fA-F:.]*:[\\da-fA-F:.]*(%\\w+)?");

  private record Host(Set<InetAddress> addresses, List<String> names) {}

  private final List<Host> hosts = new ArrayList<>();

  /** The file's text. */
  HostsFile(String text) {
    for (String line : text.split("\\R", -1)) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
      if (words.length > 1 && ADDRESS.matcher(words[0]).matches()) {
        add(words[0], List.of(words).subList(1, words.length));
      }
    }
  }

  /** The system's. */
  static HostsFile ofSystem() {
    try {
      return new HostsFile(Files.readString(Path.of("/etc/hosts"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new HostsFile("");
    }
  }

  private void add(String ip, List<String> names) {
    try {
      InetAddress address = InetAddress.getByName(ip);
      for (Host known : hosts) {
        if (known.addresses.contains(address) || names.stream().anyMatch(known.names::contains)) {
          known.addresses.add(address);
          names.stream().filter(each -> !known.names.contains(each)).forEach(known.names::add);
          return;
        }
      }
      hosts.add(new Host(new LinkedHashSet<>(Arrays.asList(address)), new ArrayList<>(names)));
    } catch (UnknownHostException e) {
      // a line of no use
    }
  }

  /** The other names of an address, which is what Node tells of it: all but the first. Null where it is not known. */
  String @Nullable [] aliases(InetAddress address) {
    for (Host host : hosts) {
      if (host.addresses.contains(address)) {
        return host.names.stream().skip(1).toArray(String[]::new);
      }
    }
    return null;
  }
}
