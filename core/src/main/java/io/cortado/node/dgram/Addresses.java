package io.cortado.node.dgram;

import io.cortado.node.Errno;
import io.cortado.node.net.IpText;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** Addresses of one family: a socket of IPv6 tells of IPv4's as mapped ones. Called from any thread. */
final class Addresses {
  private Addresses() {}

  /** An address from its text; {@code EINVAL} for what is none of that family. */
  static InetAddress parse(String text, boolean ip6) throws IOException {
    if (text.isEmpty() || ip6 != text.indexOf(':') >= 0 || !ip6 && !text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
      throw new Errno(Errno.EINVAL);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new Errno(Errno.EINVAL);
    }
  }

  static String text(InetAddress address, boolean ip6) {
    String text = IpText.of(address);
    if (ip6 && address.getAddress().length == 4) {
      return "::ffff:" + text;
    }
    NetworkInterface scope = address instanceof Inet6Address six && six.isLinkLocalAddress() ? six.getScopedInterface() : null;
    return scope == null ? text : text + "%" + scope.getName();
  }
}
