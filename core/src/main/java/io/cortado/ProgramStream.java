package io.cortado;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an app in a program prints: it goes where the program's own words go at that moment. Any thread. */
final class ProgramStream extends OutputStream {
  private final Supplier<PrintStream> target;
  private final Consumer<String> listener;

  ProgramStream(Supplier<PrintStream> target, Consumer<String> listener) {
    this.target = target;
    this.listener = listener;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    PrintStream out = target.get();
    out.write(bytes, from, length);
    out.flush();
    listener.accept(new String(bytes, from, length, StandardCharsets.UTF_8));
  }
}
