package io.cortado.bench;

import java.nio.charset.StandardCharsets;

/** The bodies of the cases, measured and counted. */
public final class Bodies {
  private static final String BOUNDARY = "bench-7d5e1c";
  static final String MULTIPART = "multipart/form-data; boundary=" + BOUNDARY;
  private static final int UPLOAD_LINES = 6400;

  private Bodies() {}

  /** An order of thirteen lines, 1.2 KB. */
  public static byte[] json() {
    StringBuilder text = new StringBuilder("{\"customer\":\"c-1001\",\"express\":true,\"note\":\"To the harbour, 2nd floor\",\"lines\":[");
    for (int i = 0; i < 13; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"article\":\"article-").append(1000 + i).append("\",\"amount\":").append(i + 1)
          .append(",\"price\":").append(10 + i).append(".5,\"tags\":[\"new\",\"blue\",\"").append(i).append("\"],\"ok\":true}");
    }
    return ascii(text.append("]}").toString());
  }

  /** Eight fields, one of them nested, one escaped. */
  static byte[] form() {
    return ascii("name=Ada+Lovelace&street=St.+James%27s+Square+12&city=London&zip=SW1Y&country=GB"
        + "&order%5Bid%5D=42&order%5Bitems%5D%5B%5D=a&order%5Bitems%5D%5B%5D=b&remember=on");
  }

  /** One file of 100 KB. */
  static byte[] upload() {
    return ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\n"
        + "Content-Type: text/plain\r\n\r\n" + "0123456789abcde\n".repeat(UPLOAD_LINES) + "\r\n--" + BOUNDARY + "--\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
