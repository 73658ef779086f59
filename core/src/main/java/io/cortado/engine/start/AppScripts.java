package io.cortado.engine.start;

import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.nodes.NodeFactory;
import com.oracle.truffle.js.parser.JavaScriptTranslator;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import io.cortado.module.ScriptCompiler;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutionException;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/** Makes functions of the app's texts: what parsed when the app started last is parsed ahead. Runs on the loop. */
public final class AppScripts implements ScriptCompiler {
  private static final Field INNER = inner();

  private final Context context;
  private final ContextStart start;
  private final JSContext js;
  private final @Nullable StartFiles files;
  private final ParsedAhead ahead;

  /** In the entered context, which {@code start} has made. */
  public AppScripts(Context context, ContextStart start) throws ExecutionException, InterruptedException {
    this.context = context;
    this.start = start;
    this.files = start.files();
    this.js = JSRealm.get(null).getContext();
    this.ahead = new ParsedAhead(js.getParserOptions());
    if (files != null) {
      ahead.begin(files.before());
    }
  }

  private static Field inner() {
    try {
      // The engine's own source behind the one of the polyglot API, with the file that import() is relative to.
      Field field = org.graalvm.polyglot.Source.class.getDeclaredField("receiver");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this version of the polyglot API keeps its sources otherwise", e);
    }
  }

  @Override
  public Object compile(org.graalvm.polyglot.Source source, String file) {
    start.loads();
    if (files == null) {
      return context.eval(source);
    }
    String text = source.getCharacters().toString();
    long sum = StartFiles.sum(text);
    Object function = Long.valueOf(sum).equals(files.before().get(file)) ? known(source, file, text) : null;
    if (function == null) {
      function = context.eval(source);
    }
    files.loaded(file, sum);
    return function;
  }

  private @Nullable Object known(org.graalvm.polyglot.Source source, String file, String text) {
    try {
      FunctionNode tree = ahead.of(file, text);
      if (tree.getSource().getExplicitURL() != null) {
        return null;
      }
      return JavaScriptTranslator.translateFunction(NodeFactory.getInstance(js), js, null, (Source) INNER.get(source), false, tree)
          .run(JSRealm.get(null));
    } catch (ParserException | IllegalAccessException e) {
      return null;
    }
  }

  /** Writes the list for the next start. Any thread, while the loop loads nothing. */
  public void end() {
    ahead.end();
    if (files != null) {
      files.save();
    }
  }
}
