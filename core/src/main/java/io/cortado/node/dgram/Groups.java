package io.cortado.node.dgram;

import io.cortado.node.Errno;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The multicast groups of a socket. Runs on the loop. */
final class Groups {
  private static final int NO_SUCH_DEVICE = -19;
  private static final int OTHER_PROTOCOL = -92;

  private record Membership(InetAddress group, NetworkInterface at, @Nullable InetAddress source) {}

  private final DatagramChannel channel;
  private final boolean ip6;
  private final Map<Membership, MembershipKey> joined = new HashMap<>();

  Groups(DatagramChannel channel, boolean ip6) {
    this.channel = channel;
    this.ip6 = ip6;
  }

  int join(String group, @Nullable String at, @Nullable String source) throws IOException {
    Membership wish = membership(group, at, source);
    if (joined.containsKey(wish)) {
      return source == null ? Errno.EADDRINUSE : Errno.EADDRNOTAVAIL;
    }
    InetAddress from = wish.source;
    joined.put(wish, from == null ? channel.join(wish.group, wish.at) : channel.join(wish.group, wish.at, from));
    return 0;
  }

  int leave(String group, @Nullable String at, @Nullable String source) throws IOException {
    MembershipKey key = joined.remove(membership(group, at, source));
    if (key == null) {
      return source == null ? Errno.EADDRNOTAVAIL : Errno.EINVAL;
    }
    key.drop();
    return 0;
  }

  private Membership membership(String group, @Nullable String at, @Nullable String source) throws IOException {
    if (!ip6 && group.indexOf(':') >= 0) {
      Addresses.parse(group, true);
      throw new Errno(OTHER_PROTOCOL);
    }
    InetAddress address = Addresses.parse(group, ip6);
    if (!address.isMulticastAddress()) {
      throw new Errno(Errno.EINVAL);
    }
    InetAddress from = source == null ? null : Addresses.parse(source, ip6);
    return new Membership(address, at == null ? usual() : named(at, NO_SUCH_DEVICE), from);
  }

  int sendBy(String ip) throws IOException {
    if (!ip6 && ip.indexOf(':') >= 0) {
      Addresses.parse(ip, true);
      return OTHER_PROTOCOL;
    }
    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, named(ip, Errno.EADDRNOTAVAIL));
    return 0;
  }

  /** The interface with an address, or of IPv6's scope; {@code otherwise} is the errno where there is none. */
  private NetworkInterface named(String text, int otherwise) throws IOException {
    int scope = text.indexOf('%');
    if (ip6 && scope >= 0) {
      String name = text.substring(scope + 1);
      return found(name.matches("\\d{1,9}") ? NetworkInterface.getByIndex(Integer.parseInt(name))
          : NetworkInterface.getByName(name), otherwise);
    }
    InetAddress address = Addresses.parse(text, ip6);
    return address.isAnyLocalAddress() ? usual() : found(NetworkInterface.getByInetAddress(address), otherwise);
  }

  private static NetworkInterface found(@Nullable NetworkInterface network, int otherwise) throws Errno {
    if (network == null) {
      throw new Errno(otherwise);
    }
    return network;
  }

  /** One that reaches others, else this machine's own. */
  private NetworkInterface usual() throws IOException {
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return all.filter(this::serves)
          .min((a, b) -> Boolean.compare(loopback(a), loopback(b)))
          .orElseThrow(() -> new Errno(NO_SUCH_DEVICE));
    }
  }

  private static boolean loopback(NetworkInterface network) {
    return network.inetAddresses().anyMatch(InetAddress::isLoopbackAddress);
  }

  private boolean serves(NetworkInterface network) {
    try {
      return network.isUp() && network.inetAddresses().anyMatch(each -> each instanceof Inet6Address == ip6);
    } catch (SocketException e) {
      return false;
    }
  }
}
