package io.cortado.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.nodes.ScriptNode;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import io.cortado.engine.errortext.SyntaxPlace;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Realms and scripts for Node's `vm`: contexts with globals and built-in objects of their own, on the heap and the thread of the app.
 * A realm is named by its own {@code Object}. Public for the border only; runs on the loop.
 */
public final class VmBinding {
  /** What the engine puts into a realm and V8 does not; some of it reaches Java. */
  private static final List<String> HIDDEN =
      List.of("Graal", "AsyncContext", "Java", "Polyglot", "Packages", "TextEncoder", "TextDecoder", "arguments");

  private static final String OBJECT = "Object";

  VmBinding() {}

  /** {@code createRealm()}: the new realm's {@code Object}. */
  public Object createRealm() {
    return new CreateRealm().function("createRealm");
  }

  /** {@code globals(realm)}: its global object; {@code globals(realm, object)} puts another, a proxy, into its place. */
  public Object globals() {
    return new Globals().function("globals");
  }

  /**
   * {@code compile(text, file, fail)}: a function of a realm (undefined: the app's own), of a limit in milliseconds (0: none) and of
   * what is called where that is over. What is no script is told to {@code fail(message, line, column, length, lineText)}, which throws.
   */
  public Object compile() {
    return new Compile().function("compile");
  }

  private static JSRealm realmOf(Object object) {
    return object instanceof JSFunctionObject function ? JSFunction.getRealm(function) : JSRealm.getMain(null);
  }

  private static final class CreateRealm extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      return create();
    }

    @TruffleBoundary
    private static Object create() {
      JSRealm realm = JSRealm.getMain(null).createChildRealm();
      JSDynamicObject globals = realm.getGlobalObject();
      for (String name : HIDDEN) {
        JSObject.delete(globals, Strings.fromJavaString(name));
      }
      return JSObject.get(globals, Strings.fromJavaString(OBJECT));
    }
  }

  private static final class Globals extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      JSRealm realm = realmOf(JSArguments.getUserArgument(arguments, 0));
      if (JSArguments.getUserArgumentCount(arguments) > 1) {
        realm.setGlobalObject((JSDynamicObject) JSArguments.getUserArgument(arguments, 1));
      }
      return realm.getGlobalObject();
    }
  }

  private static final class Compile extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      return compile(
          JSArguments.getUserArgument(arguments, 0), JSArguments.getUserArgument(arguments, 1), JSArguments.getUserArgument(arguments, 2));
    }

    @TruffleBoundary
    private static Object compile(Object text, Object file, Object fail) {
      JSContext context = JSRealm.get(null).getContext();
      Source source = Source.newBuilder("js", JSRuntime.toJavaString(text), JSRuntime.toJavaString(file)).build();
      try {
        return new Evaluate(context.getEvaluator().parseScript(context, source)).function("evaluate");
      } catch (JSException e) {
        SourceSection at = place(e);
        if (e.getErrorType() != JSErrorType.SyntaxError || at == null) {
          throw e;
        }
        int line = at.getStartLine();
        String lineText = line <= source.getLineCount() ? source.getCharacters(line).toString() : "";
        SyntaxPlace found = SyntaxPlace.of(e.getRawMessage(), line, at.getStartColumn(), lineText);
        Object[] place = {
          Strings.fromJavaString(found.message()), found.line(), found.column(), found.length(), Strings.fromJavaString(found.lineText())
        };
        return JSRuntime.call(fail, Undefined.instance, place);
      }
    }
  }

  private static @Nullable SourceSection place(JSException error) {
    try {
      return error.hasSourceLocation() ? error.getSourceLocationInterop() : null;
    } catch (UnsupportedMessageException e) {
      return null;
    }
  }

  private static final class Evaluate extends NativeFunction {
    private final ScriptNode script;

    Evaluate(ScriptNode script) {
      this.script = script;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      JSRealm realm = realmOf(JSArguments.getUserArgument(arguments, 0));
      long limit = JSRuntime.toLength(JSArguments.getUserArgument(arguments, 1));
      return limit == 0 ? run(realm) : run(realm, limit, JSArguments.getUserArgument(arguments, 2));
    }

    @TruffleBoundary
    private Object run(JSRealm realm) {
      JSRealm main = JSRealm.getMain(this);
      JSRealm before = main.enterRealm(this, realm);
      try {
        return script.run(realm);
      } finally {
        main.leaveRealm(this, before);
      }
    }

    @TruffleBoundary
    private Object run(JSRealm realm, long limit, Object onTimeout) {
      Limit end = new Limit();
      Thread[] self = {Thread.currentThread()};
      Thread timer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      Thread.sleep(limit);
                      realm.getEnv().submitThreadLocal(self, end);
                    } catch (InterruptedException | IllegalStateException over) {
                      // The script has ended, or the app.
                      Thread.currentThread().interrupt();
                    }
                  });
      try {
        return run(realm);
      } catch (Expired expired) {
        if (expired.limit != end) {
          throw expired;
        }
      } finally {
        end.running = false;
        timer.interrupt();
      }
      return JSRuntime.call(onTimeout, Undefined.instance, new Object[0]);
    }
  }

  /** Ends a script at the next safepoint of the loop's thread, unless it has ended by itself. */
  private static final class Limit extends ThreadLocalAction {
    /** On the loop's thread alone. */
    private boolean running = true;

    Limit() {
      super(true, false);
    }

    @Override
    protected void perform(Access access) {
      if (running) {
        throw new Expired(this);
      }
    }
  }

  /** Passes every {@code catch} and {@code finally} of the script, see {@link Overdue}. */
  @SuppressWarnings("removal")
  private static final class Expired extends ThreadDeath {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Limit limit;

    Expired(Limit limit) {
      this.limit = limit;
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
