package io.cortado.node.url;

/** A text is no URL; {@link #part} says where. Without a trace: the error that the app sees is JavaScript's. */
final class MalformedUrl extends Exception {
  private static final long serialVersionUID = 1L;
  private final String part;

  MalformedUrl(String part) {
    super(part, null, false, false);
    this.part = part;
  }

  String part() {
    return part;
  }
}
