package io.cortado.http;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The answers that JavaScript never sees: Node's own where it has one. */
final class Refusals {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  /** For a request whose handler was ended. */
  static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  private Refusals() {}

  /** The whole answer to refused traffic; the connection ends after it. */
  static String answer(BadMessage refused) {
    String head = "HTTP/1.1 " + refused.status() + " " + Statuses.reason(refused.status()) + "\r\nConnection: close\r\n";
    if (refused.code().equals(BadMessage.MISSING_HOST)) {
      // Node answers this one through an ordinary response without a body.
      String date = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
      return head + "Date: " + date + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    }
    return head + "\r\n";
  }
}
