package io.cortado.node.net;

import java.net.InetAddress;

/** IP addresses as Node prints them: IPv6 with its longest run of zeros left out (RFC 5952). Called from any thread. */
public final class IpText {
  private IpText() {}

  /** An address. */
  public static String of(InetAddress address) {
    return of(address.getAddress());
  }

  /** The four or sixteen bytes of an address. */
  public static String of(byte[] bytes) {
    if (bytes.length == 4) {
      return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 255) << 8 | (bytes[2 * i + 1] & 255);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int j = i;
      while (j < 8 && groups[j] == 0) {
        j++;
      }
      if (j - i > length) {
        start = i;
        length = j - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
