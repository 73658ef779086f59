package io.cortado.http;

import java.util.Locale;

/** What the fields of a head say about the message's body and the connection. Runs on the loop. */
class Framing {
  /** The fields that mean something here. */
  enum Name {
    CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, UPGRADE, HOST, EXPECT, OTHER;

    private static final byte[] CONNECTION_TEXT = Grammar.ascii("connection");
    private static final byte[] PROXY_CONNECTION_TEXT = Grammar.ascii("proxy-connection");
    private static final byte[] CONTENT_LENGTH_TEXT = Grammar.ascii("content-length");
    private static final byte[] TRANSFER_ENCODING_TEXT = Grammar.ascii("transfer-encoding");
    private static final byte[] UPGRADE_TEXT = Grammar.ascii("upgrade");
    private static final byte[] HOST_TEXT = Grammar.ascii("host");
    private static final byte[] EXPECT_TEXT = Grammar.ascii("expect");

    static Name of(byte[] bytes, int from, int to) {
      return switch (to - from) {
        case 4 -> Grammar.equalsIgnoreCase(bytes, from, to, HOST_TEXT) ? HOST : OTHER;
        case 6 -> Grammar.equalsIgnoreCase(bytes, from, to, EXPECT_TEXT) ? EXPECT : OTHER;
        case 7 -> Grammar.equalsIgnoreCase(bytes, from, to, UPGRADE_TEXT) ? UPGRADE : OTHER;
        case 10 -> Grammar.equalsIgnoreCase(bytes, from, to, CONNECTION_TEXT) ? CONNECTION : OTHER;
        case 14 -> Grammar.equalsIgnoreCase(bytes, from, to, CONTENT_LENGTH_TEXT) ? CONTENT_LENGTH : OTHER;
        case 16 -> Grammar.equalsIgnoreCase(bytes, from, to, PROXY_CONNECTION_TEXT) ? CONNECTION : OTHER;
        case 17 -> Grammar.equalsIgnoreCase(bytes, from, to, TRANSFER_ENCODING_TEXT) ? TRANSFER_ENCODING : OTHER;
        default -> OTHER;
      };
    }

    /** Whether it means something in either direction. */
    boolean framing() {
      return this != HOST && this != EXPECT && this != OTHER;
    }
  }

  private static final long TENTH = Long.divideUnsigned(-1, 10);

  private long length;
  private boolean hasLength;
  private boolean coded;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean upgradeToken;
  private boolean upgradeField;

  /** For the fields behind a chunked body. */
  static Framing ofTrailers() {
    Framing framing = new Framing();
    framing.coded = true;
    return framing;
  }

  /** Forgets the message before. */
  void begin() {
    length = 0;
    hasLength = false;
    coded = false;
    chunked = false;
    close = false;
    keepAlive = false;
    upgradeToken = false;
    upgradeField = false;
  }

  /** A field of this name begins: a body has one measure only. */
  final void named(Name name, int at) throws BadMessage {
    if (name == Name.CONTENT_LENGTH && coded) {
      throw invalidLength("Content-Length can't be present with Transfer-Encoding", at);
    }
    if (name == Name.TRANSFER_ENCODING) {
      if (hasLength) {
        throw invalidCoding("Transfer-Encoding can't be present with Content-Length", at);
      }
      coded = true;
    }
  }

  /** The first digit of a length is there. */
  final void beginLength(int at) throws BadMessage {
    if (hasLength) {
      throw BadMessage.malformed("HPE_UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length", at);
    }
    hasLength = true;
  }

  /** Another digit of the length, which is unsigned. */
  final void digit(byte b, int at) throws BadMessage {
    if (b < '0' || b > '9') {
      throw invalidLength("Invalid character in Content-Length", at);
    }
    long next = length * 10 + (b - '0');
    if (Long.compareUnsigned(length, TENTH) > 0 || length == TENTH && b > '5') {
      throw invalidLength("Content-Length overflow", at + 1);
    }
    length = next;
  }

  /** The value of a field that means something, which is not a length. */
  void value(Name name, String value, int at) throws BadMessage {
    switch (name) {
      case CONNECTION -> connection(value.toLowerCase(Locale.ROOT));
      case UPGRADE -> upgradeField |= !value.isEmpty();
      case TRANSFER_ENCODING -> chunked = value.substring(value.lastIndexOf(',') + 1).strip().equalsIgnoreCase("chunked");
      default -> {}
    }
  }

  private void connection(String value) {
    for (String option : value.split(",", -1)) {
      switch (option.strip()) {
        case "close" -> close = true;
        case "keep-alive" -> keepAlive = true;
        case "upgrade" -> upgradeToken = true;
        default -> {}
      }
    }
  }

  static BadMessage invalidLength(String reason, int at) {
    return BadMessage.malformed("HPE_INVALID_CONTENT_LENGTH", reason, at);
  }

  static BadMessage invalidCoding(String reason, int at) {
    return BadMessage.malformed("HPE_INVALID_TRANSFER_ENCODING", reason, at);
  }

  /** In bytes, unsigned; 0 where there is none. */
  final long length() {
    return length;
  }

  final boolean hasLength() {
    return hasLength;
  }

  /** Whether the body has a transfer coding. */
  final boolean coded() {
    return coded;
  }

  /** Whether chunked is the last of the codings. */
  final boolean chunked() {
    return chunked;
  }

  final boolean close() {
    return close;
  }

  final boolean keepAlive() {
    return keepAlive;
  }

  /** Whether another protocol is asked for, or agreed to. */
  final boolean upgrade() {
    return upgradeToken && upgradeField;
  }
}
