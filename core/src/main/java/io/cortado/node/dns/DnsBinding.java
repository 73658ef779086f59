package io.cortado.node.dns;

import io.cortado.node.Errno;
import io.cortado.spi.ModuleContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Names and addresses by the system's resolver. Runs on the loop. */
public final class DnsBinding {
  /** libuv's numbers for a name that is not known, for a resolver that gives no answer, and for a name without such addresses. */
  private static final int UNKNOWN_NAME = -3008;

  private static final int NO_ANSWER = -3001;
  private static final int OTHER_FAMILY = -3000;
  private static final int MAX_NAME_BYTES = 255;

  /** Loaded before the first look-up by name: as on Node the system alone remembers answers, and failures keep their cause. */
  private static final class Uncached {
    static {
      Security.setProperty("networkaddress.cache.ttl", "0");
      Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    static InetAddress[] find(String name) throws UnknownHostException {
      return InetAddress.getAllByName(name);
    }
  }

  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

  private final ModuleContext context;

  public DnsBinding(ModuleContext context) {
    this.context = context;
  }

  /** A resolver that asks servers itself: milliseconds to wait (0 for the system's), rounds, and milliseconds to wait at most or 0. */
  public @Nullable Object resolver(int timeout, int tries, double maxTimeout) {
    return Errno.attempt(() -> new DnsResolver(context, timeout, tries, maxTimeout));
  }

  /** The addresses of a name, of one family (4 or 6) or of both (0); a negative errno where there is none. */
  public @Nullable Object lookup(String name, int family, int hints, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      try {
        if (name.length() > MAX_NAME_BYTES) {
          return Errno.EINVAL;
        }
        if (name.startsWith("[")) {
          return UNKNOWN_NAME;
        }
        String[] found = new LookupHints(hints).apply(Uncached.find(name), family);
        return found.length > 0 ? found : (Object) (NUMBERS.matcher(name).matches() ? OTHER_FAMILY : UNKNOWN_NAME);
      } catch (UnknownHostException e) {
        return number(e);
      }
    });
  }

  /** Tells a name nobody knows from one that nobody could be asked for; the JVM has only the C library's words for it. */
  static int number(UnknownHostException e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith("Temporary failure in name resolution") || message.endsWith(": Try again") ? NO_ANSWER : UNKNOWN_NAME;
  }

  /** The name of an address; a negative errno where there is none. */
  public @Nullable Object reverse(String address, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      InetAddress found = InetAddress.getByName(address);
      String name = found.getCanonicalHostName();
      return name.equals(found.getHostAddress()) ? (Object) UNKNOWN_NAME : name;
    });
  }
}
