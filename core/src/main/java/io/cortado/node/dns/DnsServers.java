package io.cortado.node.dns;

import io.cortado.node.net.IpText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that a resolver asks, and what the system's own are. Called from any thread. */
record DnsServers(List<Server> list, int timeoutMillis) {
  private static final int PORT = 53;
  private static final int DEFAULT_TIMEOUT_MILLIS = 2000;
  private static final Pattern PLACE = Pattern.compile("\\[(.+)](?::(\\d{1,5}))?|([\\d.]+):(\\d{1,5})|([\\da-fA-F:.%\\w-]+)");
  private static final Pattern SECONDS = Pattern.compile("timeout:(\\d{1,4})");

  /** A server: where it is, how that is told, and how often in a row it has not answered. */
  record Server(InetSocketAddress address, String text, AtomicInteger failures) {}

  /** Those of addresses and ports in turn. */
  static DnsServers of(String[] places, int timeoutMillis) throws UnknownHostException {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i + 1 < places.length; i += 2) {
      Server server = server(places[i], Integer.parseInt(places[i + 1]));
      if (servers.stream().noneMatch(each -> each.text.equals(server.text))) {
        servers.add(server);
      }
    }
    return new DnsServers(List.copyOf(servers), timeoutMillis);
  }

  private static Server server(String ip, int port) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(ip);
    boolean mapped = ip.indexOf(':') >= 0 && address.getAddress().length == 4;
    String plain = (mapped ? "::ffff:" : "") + IpText.of(address);
    String text = port == PORT ? plain : (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + port;
    return new Server(new InetSocketAddress(address, port), text, new AtomicInteger());
  }

  /** The system's. */
  static DnsServers ofSystem() {
    try {
      return ofText(Files.readString(Path.of("/etc/resolv.conf"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return ofText("");
    }
  }

  /** Those of a {@code resolv.conf}; a machine without such has one of its own. */
  static DnsServers ofText(String text) {
    List<String> places = new ArrayList<>();
    int timeout = DEFAULT_TIMEOUT_MILLIS;
    for (String line : text.split("\\R", -1)) {
      String[] words = line.strip().split("\\s+", -1);
      Matcher place = PLACE.matcher(words.length > 1 ? words[1] : "");
      if (words[0].equals("nameserver") && place.matches()) {
        String port = place.group(2) == null ? place.group(4) : place.group(2);
        add(places, place.group(1) != null ? place.group(1) : place.group(3) != null ? place.group(3) : place.group(5),
            port == null ? PORT : Integer.parseInt(port));
      } else if (words[0].equals("options")) {
        Matcher seconds = SECONDS.matcher(line);
        timeout = seconds.find() && !seconds.group(1).equals("0") ? 1000 * Integer.parseInt(seconds.group(1)) : timeout;
      }
    }
    try {
      return of(places.isEmpty() ? new String[] {"127.0.0.1", String.valueOf(PORT)} : places.toArray(String[]::new), timeout);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves out what is no address, or lies at an interface that is not there. */
  private static void add(List<String> places, String ip, int port) {
    try {
      if (port < 65536 && (ip.indexOf(':') >= 0 || ip.matches("\\d+\\.\\d+\\.\\d+\\.\\d+"))) {
        places.addAll(List.of(InetAddress.getByName(ip).getHostAddress(), String.valueOf(port)));
      }
    } catch (UnknownHostException e) {
      // the next may be one
    }
  }

  /** As {@code getServers} tells them. */
  String[] texts() {
    return list.stream().map(Server::text).toArray(String[]::new);
  }

  /** The one that has failed least; the first of several. */
  Server best() {
    return list.stream().min(Comparator.comparingInt(each -> each.failures.get())).orElseThrow();
  }
}
