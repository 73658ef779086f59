package io.cortado.engine;

import com.oracle.truffle.js.runtime.JSRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.shadowed.com.ibm.icu.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The time zone of Date and Intl, which {@code process.env.TZ} may change at any time. Runs on the loop. */
public final class LocalTimeZone {
  /** A name in the form that ICU takes from TZ; with any other it asks the machine. */
  private static final Pattern NAME = Pattern.compile("[^0-9,]*[0-9]{0,4}");

  private static final Set<String> RULED = Set.of("EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT");

  /** POSIX's form, in which the hours count westwards: UTC+3. */
  private static final Pattern OFFSET = Pattern.compile("[A-Za-z]{3,}([+-]?)([0-9]{1,2})");

  /** What Java knows as short names at most. */
  private static final Map<String, String> SHORT =
      Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu");

  private static final int MAX_OFFSET_HOURS = 18;
  private static final Path MACHINE = Path.of("/etc/localtime");

  private boolean given;

  LocalTimeZone() {}

  /** Whether the zone is another than the one that the JVM started with. */
  public boolean differs(String text) {
    return !ZoneId.systemDefault().getId().equals(zone(text));
  }

  /** Gives the zone that the JVM started with the name that Intl has for it, unless there has been another since. */
  public void name() {
    if (!given) {
      take(ZoneId.systemDefault().getId());
    }
  }

  /** Takes the zone that a value of TZ names, or the machine's where there is no TZ. */
  public void set(@Nullable String text) {
    take(text == null ? machine() : zone(text));
  }

  private void take(String name) {
    given = true;
    String id = name.startsWith("GMT") ? null : TimeZone.getCanonicalID(name);
    JSRealm.get(null).setLocalTimeZone(id == null ? name : id.equals("Etc/UTC") ? "UTC" : id);
  }

  /** A name that Java knows: what no machine knows is UTC, as it is for the C library. */
  static String zone(String text) {
    String name = text.startsWith(":") ? text.substring(1) : text;
    if (!NAME.matcher(name).matches() && !RULED.contains(name)) {
      return machine();
    }
    if (SHORT.containsKey(name)) {
      return SHORT.getOrDefault(name, name);
    }
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      return name;
    }
    Matcher offset = OFFSET.matcher(name);
    if (!offset.matches()) {
      return "UTC";
    }
    int hours = Math.min(MAX_OFFSET_HOURS, Integer.parseInt(offset.group(2)));
    return hours == 0 ? "UTC" : "GMT" + ZoneOffset.ofHours("-".equals(offset.group(1)) ? hours : -hours).getId();
  }

  private static String machine() {
    try {
      String target = MACHINE.toRealPath().toString();
      String name = target.substring(target.lastIndexOf("/zoneinfo/") + "/zoneinfo/".length());
      if (target.contains("/zoneinfo/") && ZoneId.getAvailableZoneIds().contains(name)) {
        return name;
      }
    } catch (IOException e) {
      // A machine without this file is at UTC, unless the JVM knows better.
      return System.getenv("TZ") == null ? ZoneId.systemDefault().getId() : "UTC";
    }
    return System.getenv("TZ") == null && !Files.isSymbolicLink(MACHINE) ? ZoneId.systemDefault().getId() : "UTC";
  }
}
