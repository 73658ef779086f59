package io.cortado.express.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that {@code trust proxy} names. One thread at a time. */
public final class TrustedProxies {
  private static final Map<String, List<String>> NAMED =
      Map.of(
          "linklocal", List.of("169.254.0.0/16", "fe80::/10"),
          "loopback", List.of("127.0.0.1/8", "::1/128"),
          "uniquelocal", List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"));

  private final List<Subnet> subnets = new ArrayList<>();

  /** Trusts nobody yet. */
  public TrustedProxies() {}

  private record Subnet(int[] address, int range) {
    boolean contains(int[] other) {
      boolean four = address.length == IpAddress.FOUR;
      if (other.length == address.length) {
        return (four || !IpAddress.isMapped(address)) && begins(other);
      }
      if (four) {
        return IpAddress.isMapped(other) && begins(IpAddress.unmapped(other));
      }
      return range >= 8 * (IpAddress.SIX - IpAddress.FOUR) && IpAddress.isMapped(address) && begins(IpAddress.mapped(other));
    }

    private boolean begins(int[] other) {
      for (int i = 0, bits = range; bits > 0; i++, bits -= 8) {
        int shift = Math.max(0, 8 - bits);
        if (address[i] >> shift != other[i] >> shift) {
          return false;
        }
      }
      return true;
    }
  }

  /** Trusts an address, a subnet such as {@code 10.0.0.0/8}, or a name for some; else says what is wrong with it. */
  public @Nullable String add(String note) {
    List<String> named = NAMED.get(note);
    if (named == null) {
      return addOne(note);
    }
    named.forEach(this::addOne);
    return null;
  }

  private @Nullable String addOne(String note) {
    int slash = note.lastIndexOf('/');
    String text = slash < 0 ? note : note.substring(0, slash);
    int[] address = IpAddress.parse(text);
    if (address == null) {
      return "invalid IP address: " + text;
    }
    if (slash < 0 && IpAddress.isMapped(address)) {
      address = IpAddress.unmapped(address);
    }
    int max = 8 * address.length;
    int range = slash < 0 ? max : range(note.substring(slash + 1), address.length == IpAddress.FOUR);
    if (range <= 0 || range > max) {
      return "invalid range on address: " + note;
    }
    subnets.add(new Subnet(address, range));
    return null;
  }

  /** How many bits a number or, for the short addresses, a mask stands for; 0 where it is neither. */
  private static int range(String suffix, boolean masks) {
    if (!suffix.isEmpty() && suffix.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return suffix.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(suffix);
    }
    int[] mask = masks ? IpAddress.parse(suffix) : null;
    if (mask == null || mask.length != IpAddress.FOUR) {
      return 0;
    }
    int bits = Arrays.stream(mask).reduce(0, (all, next) -> all << 8 | next);
    int ones = Integer.numberOfLeadingZeros(~bits);
    return ones == Integer.bitCount(bits) ? ones : 0;
  }

  /** Whether an address is one of these; a text that is no address is not. */
  public boolean trusts(String text) {
    int[] parsed = IpAddress.parse(text);
    if (parsed == null) {
      return false;
    }
    int[] address = IpAddress.isMapped(parsed) ? IpAddress.unmapped(parsed) : parsed;
    return subnets.stream().anyMatch(subnet -> subnet.contains(address));
  }
}
