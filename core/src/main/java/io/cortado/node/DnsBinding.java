package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Names and addresses by the system's resolver. Runs on the loop. */
public final class DnsBinding {
  /** libuv's number for a name that is not known. */
  private static final int UNKNOWN_NAME = -3008;

  private final ModuleContext context;

  public DnsBinding(ModuleContext context) {
    this.context = context;
  }

  /** The addresses of a name, of one family (4 or 6) or of both (0); a negative errno where there is none. */
  public @Nullable Object lookup(String name, int family, @Nullable Value callback) {
    return Errno.run(context, callback, () -> {
      try {
        String[] found =
            Arrays.stream(InetAddress.getAllByName(name))
                .filter(each -> family == 0 || (family == 6) == (each instanceof Inet6Address))
                .map(IpText::of)
                .distinct()
                .toArray(String[]::new);
        return found.length == 0 ? (Object) UNKNOWN_NAME : found;
      } catch (UnknownHostException e) {
        return UNKNOWN_NAME;
      }
    });
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
