package io.cortado.views.handlebars;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** The Java side of {@code require('handlebars')}. Runs on the loop. */
public final class HandlebarsBinding {
  private static final String SCRIPT = "/handlebars-v4.7.10.js";

  private final Context context;

  /** A binding whose templates run in this context. */
  public HandlebarsBinding(Context context) {
    this.context = context;
  }

  /** The handlebars.js script inside Handlebars.java's jar, as a function of {@code exports} and {@code module}. */
  @HostAccess.Export
  public Value script() {
    try (InputStream in = com.github.jknack.handlebars.Handlebars.class.getResourceAsStream(SCRIPT)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return context.eval(Source.newBuilder("js", "(function (exports, module) {" + text + "\n})", "handlebars.js")
          .buildLiteral());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
