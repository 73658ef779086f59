package io.cortado.node.dns;

/** Why there is no answer, by the name that {@code dns} has for it as an error's code. */
final class DnsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  static final String BADNAME = "EBADNAME";
  static final String BADRESP = "EBADRESP";
  static final String CANCELLED = "ECANCELLED";
  static final String CONNREFUSED = "ECONNREFUSED";
  static final String NODATA = "ENODATA";
  static final String NOTFOUND = "ENOTFOUND";
  static final String TIMEOUT = "ETIMEOUT";

  /** What Node says where no servers are set: it has no name for that. */
  static final String NO_SERVERS = "UNKNOWN_ARES_ERROR";

  private final String code;

  DnsFailure(String code) {
    super(code, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }
}
