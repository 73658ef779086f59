package io.cortado.node.dns;

/** The numbers of the records that {@code dns} tells apart; {@code resolve.js} knows them too. */
final class DnsType {
  static final int A = 1;
  static final int NS = 2;
  static final int CNAME = 5;
  static final int SOA = 6;
  static final int PTR = 12;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int SRV = 33;
  static final int NAPTR = 35;
  static final int TLSA = 52;
  static final int CAA = 257;

  private DnsType() {}
}
