package io.cortado.node.os;

import io.cortado.node.net.IpText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of this machine as {@code os.networkInterfaces} lists them. Called from any thread. */
final class Interfaces {
  private Interfaces() {}

  static String[] list() throws SocketException {
    List<String> out = new ArrayList<>();
    List<NetworkInterface> all = new ArrayList<>(NetworkInterface.networkInterfaces().toList());
    all.sort(java.util.Comparator.comparingInt(NetworkInterface::getIndex));
    for (boolean six : new boolean[] {false, true}) {
      for (NetworkInterface one : all) {
        if (one.isUp()) {
          add(out, one, six);
        }
      }
    }
    return out.toArray(String[]::new);
  }

  private static void add(List<String> out, NetworkInterface one, boolean six) throws SocketException {
    for (InterfaceAddress each : one.getInterfaceAddresses()) {
      InetAddress address = each.getAddress();
      if (six != (address instanceof Inet6Address)) {
        continue;
      }
      String text = IpText.of(address);
      int prefix = each.getNetworkPrefixLength();
      String scope = address instanceof Inet6Address v6 ? Integer.toString(v6.getScopeId()) : "";
      out.addAll(
          List.of(
              one.getName(),
              text,
              mask(prefix, six),
              six ? "IPv6" : "IPv4",
              mac(one.getHardwareAddress()),
              Boolean.toString(one.isLoopback()),
              address.isLinkLocalAddress() ? scope : six ? "0" : "",
              text + "/" + prefix));
    }
  }

  private static String mac(byte @Nullable [] bytes) {
    return bytes == null ? "00:00:00:00:00:00" : HexFormat.ofDelimiter(":").formatHex(bytes);
  }

  private static String mask(int prefix, boolean six) {
    byte[] bytes = new byte[six ? 16 : 4];
    for (int bit = 0; bit < prefix && bit < bytes.length * 8; bit++) {
      bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return IpText.of(bytes);
  }
}
