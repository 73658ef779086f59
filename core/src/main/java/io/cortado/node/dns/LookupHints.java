package io.cortado.node.dns;

import io.cortado.node.net.IpText;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.stream.Stream;

/** What {@code getaddrinfo} makes of its hints: which of a name's addresses it gives. Called from any thread. */
record LookupHints(int bits) {
  private static final int V4MAPPED = 8;
  private static final int ALL = 16;
  private static final int ADDRCONFIG = 32;

  /** The addresses of one family (4 or 6) or of both (0), as texts. */
  String[] apply(InetAddress[] found, int family) throws SocketException {
    boolean configured = has(ADDRCONFIG);
    boolean want4 = family != 6 && (!configured || machineHas(Inet4Address.class));
    boolean want6 = family != 4 && (!configured || machineHas(Inet6Address.class));
    String[] plain =
        Arrays.stream(found)
            .filter(each -> each instanceof Inet6Address ? want6 : want4)
            .map(IpText::of)
            .distinct()
            .toArray(String[]::new);
    if (family != 6 || !has(V4MAPPED) || (plain.length > 0 && !has(ALL))) {
      return plain;
    }
    Stream<String> mapped =
        Arrays.stream(found).filter(each -> each instanceof Inet4Address).map(each -> "::ffff:" + IpText.of(each)).distinct();
    return Stream.concat(Arrays.stream(plain), mapped).toArray(String[]::new);
  }

  private boolean has(int bit) {
    return (bits & bit) != 0;
  }

  private static boolean machineHas(Class<? extends InetAddress> family) throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(each -> family.isInstance(each) && !each.isLoopbackAddress());
  }
}
