package io.cortado.node.os;

import io.cortado.node.Errno;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code os} tells of the machine; read from /proc where there is one. Runs on the loop. */
public final class OsBinding {
  private static final double KIBI = 1024;

  /** Type, release, version, hardware name, host name, user name, home directory. */
  public String[] facts() {
    String name = System.getProperty("os.name", "");
    String type = name.startsWith("Windows") ? "Windows_NT" : name.startsWith("Mac") ? "Darwin" : name;
    return new String[] {
      type,
      text("/proc/sys/kernel/osrelease", System.getProperty("os.version", "")),
      text("/proc/sys/kernel/version", System.getProperty("os.version", "")),
      machine(System.getProperty("os.arch", "")),
      text("/proc/sys/kernel/hostname", ""),
      System.getProperty("user.name", ""),
      System.getProperty("user.home", "")
    };
  }

  /** The host name where /proc has none. */
  public String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }

  private static String machine(String arch) {
    return switch (arch) {
      case "amd64" -> "x86_64";
      default -> arch;
    };
  }

  /** Bytes in all and bytes free. */
  public double[] memory() {
    Map<String, Double> values = new java.util.HashMap<>();
    for (String line : lines("/proc/meminfo")) {
      String[] parts = line.split("\\s+");
      if (parts.length >= 2) {
        values.put(parts[0], Double.parseDouble(parts[1]) * KIBI);
      }
    }
    double total = values.getOrDefault("MemTotal:", (double) Runtime.getRuntime().maxMemory());
    return new double[] {
      total, values.getOrDefault("MemAvailable:", (double) Runtime.getRuntime().freeMemory())
    };
  }

  /** Averages of 1, 5 and 15 minutes. */
  public double[] loadAverage() {
    String[] parts = text("/proc/loadavg", "0 0 0").split(" ");
    return Stream.of(parts).limit(3).mapToDouble(Double::parseDouble).toArray();
  }

  /** Seconds since the machine started. */
  public double uptime() {
    return Double.parseDouble(text("/proc/uptime", "0").split(" ")[0]);
  }

  /** Processors this process may use. */
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Per processor one line: model, MHz, then milliseconds of user, nice, sys, idle and irq, divided by tabs. */
  public String[] cpus() {
    List<String> models = field("model name");
    List<String> speeds = field("cpu MHz");
    List<String> times = lines("/proc/stat").stream().filter(line -> line.matches("cpu\\d+ .*")).toList();
    String[] cpus = new String[times.isEmpty() ? processors() : times.size()];
    for (int i = 0; i < cpus.length; i++) {
      String model = i < models.size() ? models.get(i) : "unknown";
      String speed = i < speeds.size() ? speeds.get(i) : "0";
      String[] ticks = (times.isEmpty() ? "cpu 0 0 0 0 0 0" : times.get(i)).split(" +");
      cpus[i] = String.join("\t", model, speed, ticks[1], ticks[2], ticks[3], ticks[4], ticks[6]);
    }
    return cpus;
  }

  private static List<String> field(String name) {
    return lines("/proc/cpuinfo").stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .toList();
  }

  /** Eight values per address: name, address, netmask, family, mac, internal, scope, cidr. */
  public String[] interfaces() {
    try {
      return Interfaces.list();
    } catch (SocketException e) {
      return new String[0];
    }
  }

  /** The line of /etc/passwd of a user id, or null. */
  public @Nullable String account(int uid) {
    return lines("/etc/passwd").stream()
        .filter(line -> line.split(":").length > 6 && line.split(":")[2].equals(Integer.toString(uid)))
        .findFirst()
        .orElse(null);
  }

  /** The nice value of a process (0 means this one), or a negative errno less 1000. */
  public int priority(int pid) {
    String stat = text("/proc/" + (pid == 0 ? "self" : Integer.toString(pid)) + "/stat", "");
    if (stat.isEmpty()) {
      return -1003;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Integer.parseInt(fields[16]);
  }

  /** Sets the nice value by the system's own tool; 0, or a negative errno. */
  public int setPriority(int pid, int priority) {
    long target = pid == 0 ? ProcessHandle.current().pid() : pid;
    if (ProcessHandle.of(target).isEmpty()) {
      return -3;
    }
    try {
      Process renice =
          new ProcessBuilder("renice", "-n", Integer.toString(priority), "-p", Long.toString(target))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return renice.waitFor() == 0 ? 0 : Errno.EACCES;
    } catch (IOException | InterruptedException e) {
      return Errno.ENOTSUP;
    }
  }

  private static String text(String file, String otherwise) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static List<String> lines(String file) {
    return text(file, "").lines().toList();
  }
}
