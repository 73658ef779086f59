package io.cortado.engine.start;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.parser.GraalJSParserHelper;
import com.oracle.truffle.js.runtime.JSParserOptions;
import com.oracle.truffle.js.runtime.JSRuntime;
import io.cortado.module.ModuleText;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses texts that have parsed before, so that their regular expressions need not be looked at: those of the last start on
 * a thread that goes ahead of the loop (ADR 0018). The parser knows nothing of engines and contexts.
 */
final class ParsedAhead {
  /** As deep as the loop's; what is deeper still the loop parses in the ordinary way, with its errors. */
  private static final long STACK = 64L << 20;

  /** Of a file, in bytes: what a list names may have become anything. */
  private static final long LONGEST = 16L << 20;

  private final ScriptEnvironment environment;
  private final Map<String, Text> texts = new ConcurrentHashMap<>();

  /** For a context with these options. */
  ParsedAhead(JSParserOptions options) {
    try {
      Method make = GraalJSParserHelper.class.getDeclaredMethod("makeScriptEnvironment", JSParserOptions.class);
      make.setAccessible(true);
      environment = (ScriptEnvironment) make.invoke(null, options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of GraalJS parses otherwise", e);
    }
  }

  /** A file of the last start: whoever claims it first parses it. */
  private static final class Text {
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<@Nullable Parsed> parsed = new CompletableFuture<>();
  }

  /** A text as the parser left it; to be translated once. */
  private record Parsed(String text, FunctionNode node) {}

  /** Begins with the files of a start in their order; costs nothing where the loop has the only processor. */
  void begin(Map<String, Long> sums) {
    if (Runtime.getRuntime().availableProcessors() > 1 && sums.size() >= StartFiles.FEWEST) {
      sums.keySet().forEach(file -> texts.put(file, new Text()));
      Thread thread = new Thread(null, () -> sums.forEach(this::parse), "cortado parser", STACK);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void parse(String file, long sum) {
    Text text = texts.get(file);
    if (text == null || !text.claimed.compareAndSet(false, true)) {
      return;
    }
    Parsed parsed = null;
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LONGEST) {
        String wrapped = ModuleText.wrapped(ModuleText.read(path));
        parsed = StartFiles.sum(wrapped) == sum ? new Parsed(wrapped, parsed(file, wrapped)) : null;
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Not as it was: the loop will see what there is.
      parsed = null;
    } finally {
      text.parsed.complete(parsed);
    }
  }

  /** The tree of a text that has parsed before. On the loop. */
  FunctionNode of(String file, String wrapped) {
    Text text = texts.remove(file);
    if (text != null && !text.claimed.compareAndSet(false, true)) {
      Parsed parsed = text.parsed.join();
      if (parsed != null && parsed.text.equals(wrapped)) {
        return parsed.node;
      }
    }
    return parsed(file, wrapped);
  }

  /** Forgets what nobody has asked for. */
  void end() {
    texts.clear();
  }

  private FunctionNode parsed(String file, String wrapped) {
    ErrorManager errors = new ErrorManager.ThrowErrorManager();
    errors.setLimit(0);
    return new Parser(environment, com.oracle.js.parser.Source.sourceFor(file, wrapped, false), errors) {
      @Override
      protected Function<Number, TruffleString> getNumberToStringConverter() {
        return JSRuntime::numberToString;
      }
    }.parse();
  }
}
