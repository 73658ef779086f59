package io.cortado.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Addresses as Node prints them. */
final class Addresses {
  private Addresses() {}

  /** An address as text; IPv4 ones of a dual-stack listener in their mapped form, as Node sees them. */
  static String text(InetAddress address, boolean dualStack) {
    if (address instanceof Inet4Address) {
      return dualStack ? "::ffff:" + address.getHostAddress() : address.getHostAddress();
    }
    return compress(address.getAddress());
  }

  /** RFC 5952: the longest run of zero groups becomes {@code ::}. */
  private static String compress(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > bestLength) {
        bestStart = i;
        bestLength = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
