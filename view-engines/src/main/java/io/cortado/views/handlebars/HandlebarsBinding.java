package io.cortado.views.handlebars;

import com.github.jknack.handlebars.Handlebars;
import io.cortado.views.handlebars.Statement.Program;
import io.cortado.views.script.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The Java side of {@code require('handlebars')}. Runs on the loop. */
public final class HandlebarsBinding {
  private static final String SCRIPT = "/handlebars-v4.7.10.js";
  private static final int MAX_CACHED = 500;

  private final Context context;
  private final Map<Key, Value> factories = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Value> eldest) {
      return size() > MAX_CACHED;
    }
  };

  private record Key(String source, int bits, String known) {}

  /** A binding whose templates run in this context. */
  public HandlebarsBinding(Context context) {
    this.context = context;
  }

  /**
   * Compiles a template to a function {@code (support, container)}, or null where handlebars.js must have a look.
   *
   * @param bits the sum of the options' constants in {@link Options}
   * @param known the helpers known to exist, one per line
   */
  @HostAccess.Export
  public @Nullable Value compile(String source, int bits, String known) {
    Key key = new Key(source, bits, known);
    Value factory = factories.get(key);
    if (factory == null) {
      try {
        Program program = TemplateReader.read(source);
        Options options = new Options(bits, Set.of(known.split("\n")));
        new Whitespace(!options.has(Options.IGNORE_STANDALONE)).control(program);
        factory = evaluate(Generator.generate(program, options));
      } catch (Unsure e) {
        return null;
      }
      factories.put(key, factory);
    }
    return factory;
  }

  /** The same for the syntax tree that {@code Handlebars.parse} gives. */
  @HostAccess.Export
  public @Nullable Value compileTree(Value tree, int bits, String known) {
    try {
      return evaluate(Generator.generate(TreeReader.program(tree), new Options(bits, Set.of(known.split("\n")))));
    } catch (Unsure e) {
      return null;
    }
  }

  private Value evaluate(String source) {
    return context.eval(Source.newBuilder("js", source, "template.hbs").buildLiteral());
  }

  /** The page for the output of a generated template. */
  @HostAccess.Export
  public String finish(String text) {
    return Marks.finish(text, Marks.Escaping.HANDLEBARS);
  }

  /** The mark before an escaped value. */
  @HostAccess.Export
  public String open() {
    return Marks.OPEN;
  }

  /** The mark behind an escaped value. */
  @HostAccess.Export
  public String close() {
    return Marks.CLOSE;
  }

  /** The handlebars.js script inside Handlebars.java's jar, as a function of {@code exports} and {@code module}. */
  @HostAccess.Export
  public Value script() {
    try (InputStream in = Handlebars.class.getResourceAsStream(SCRIPT)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return context.eval(Source.newBuilder("js", "(function (exports, module) {" + text + "\n})", "handlebars.js")
          .buildLiteral());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
