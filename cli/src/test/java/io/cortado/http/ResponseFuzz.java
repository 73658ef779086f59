package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Responses: read whole and in parts, they say the same but for where a body is cut. */
public final class ResponseFuzz {
  private static final int SMALL = 2_000;
  private static final int MAX_FIELDS = 1 << 14;
  private static final Pattern ERROR = Pattern.compile("error\n.*\n.*");
  private static final Pattern PLACES = Pattern.compile("body\n[0-9]+\n[0-9]+\n?");
  private static final Pattern CUT = Pattern.compile("rest\n|head\n[0-9]\n[0-9]\n101\n");
  private static final Pattern POSITION = Pattern.compile("\n[0-9]+\\z");

  private ResponseFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    for (String method : new String[] {"GET", "HEAD", "CONNECT"}) {
      String whole = told(method, data, Math.max(1, data.length));
      if (data.length < SMALL) {
        assertThat(told(method, data, 1)).isEqualTo(whole);
      }
      assertThat(told(method, data, 7)).isEqualTo(whole);
    }
  }

  private static String told(String method, byte[] data, int step) {
    StringBuilder out = new StringBuilder();
    ResponseReader reader = new ResponseReader(method, MAX_FIELDS);
    for (int at = 0; at < data.length; at += step) {
      String part = reader.read(Arrays.copyOfRange(data, at, Math.min(at + step, data.length)));
      if (part.contains("error\n")) {
        part = POSITION.matcher(part).replaceFirst("");
      }
      out.append(part.isEmpty() ? "" : part + "\n");
      // Behind a protocol that nobody asked for, what is ignored reaches as far as its chunk, as on Node.
      if (part.startsWith("error\n") || part.contains("\nerror\n") || CUT.matcher(part).find()) {
        break;
      }
    }
    out.append(reader.end());
    Matcher cut = CUT.matcher(out);
    String told = PLACES.matcher(cut.find() ? out.substring(0, cut.start()) : out).replaceAll("");
    // Which of two faults is seen first depends on where the size of fields is looked at.
    return data.length < MAX_FIELDS ? told : ERROR.matcher(told).replaceAll("refused");
  }
}
