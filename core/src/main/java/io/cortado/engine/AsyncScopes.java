package io.cortado.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.js.runtime.JSAgent;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.asynccontext.JSAsyncContextSnapshotObject;
import com.oracle.truffle.js.runtime.builtins.asynccontext.JSAsyncContextVariableObject;
import com.oracle.truffle.js.runtime.objects.AsyncContext;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;

/**
 * What Node's `AsyncLocalStorage` needs beyond the proposal that the engine implements: to change what holds from here on, and
 * calls that leave no line in an error's stack. These functions stand beside the engine's own in the scripts' `AsyncContext`:
 *
 * <ul>
 *   <li>{@code run(snapshot, function, ...arguments)}: calls a function in what held at another moment
 *   <li>{@code within(variable, value, function, ...arguments)}: calls a function with a variable's value; other variables that it
 *       enters stay so, as in Node
 *   <li>{@code enter(variable, value)}: from here on, until the end of what the loop, or a `run` around, has called
 *   <li>{@code clear()}: nothing holds
 *   <li>{@code onRejection(unhandled, handled)}: see {@link Rejections}
 * </ul>
 *
 * <p>Runs on the loop.
 */
final class AsyncScopes {
  /** What held in the last call that was made in another moment since the loop's last; some rejections do not know theirs. */
  private AsyncContext latest = AsyncContext.empty();

  private AsyncScopes() {}

  private static AsyncScopes of(JSRealm realm) {
    return (AsyncScopes) realm.getEmbedderData();
  }

  /** For the context that the loop has entered. */
  static void install() {
    JSRealm realm = JSRealm.get(null);
    // Functions of one app may outlive it in an engine that others use as well: what is the app's own is its realm's.
    realm.setEmbedderData(new AsyncScopes());
    // Atomics.wait: as on Node, the main thread may wait as well.
    realm.getAgent().setCanBlock(true);
    JSDynamicObject holder = (JSDynamicObject) JSObject.get(realm.getGlobalObject(), Strings.fromJavaString("AsyncContext"));
    new Run().install(holder, "run");
    new Within().install(holder, "within");
    new Enter().install(holder, "enter");
    new Clear().install(holder, "clear");
    new OnRejection().install(holder, "onRejection");
  }

  /** What holds now, or where nothing does what held last. */
  AsyncContext current(JSRealm realm) {
    AsyncContext now = realm.getAgent().getAsyncContextMapping();
    return now == AsyncContext.empty() ? latest : now;
  }

  private static final class Run extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      AsyncContext held = ((JSAsyncContextSnapshotObject) JSArguments.getUserArgument(arguments, 0)).getAsyncSnapshotMapping();
      JSRealm realm = JSRealm.getMain(this);
      JSAgent agent = realm.getAgent();
      of(realm).latest = held;
      AsyncContext before = agent.asyncContextSwap(held);
      try {
        return call(JSArguments.getUserArgument(arguments, 1), arguments, 2);
      } finally {
        agent.asyncContextSwap(before);
      }
    }
  }

  private static final class Within extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      JSAsyncContextVariableObject variable = (JSAsyncContextVariableObject) JSArguments.getUserArgument(arguments, 0);
      JSRealm realm = JSRealm.getMain(this);
      JSAgent agent = realm.getAgent();
      AsyncContext before = agent.getAsyncContextMapping();
      AsyncContext inside = before.withMapping(variable.getAsyncContextKey(), JSArguments.getUserArgument(arguments, 1));
      of(realm).latest = inside;
      agent.asyncContextSwap(inside);
      try {
        return call(JSArguments.getUserArgument(arguments, 2), arguments, 3);
      } finally {
        AsyncContext after = agent.getAsyncContextMapping();
        agent.asyncContextSwap(after == inside ? before : restored(after, before, variable));
      }
    }

    private static AsyncContext restored(AsyncContext after, AsyncContext before, JSAsyncContextVariableObject variable) {
      Object value = before.getOrDefault(variable.getAsyncContextKey(), variable.getAsyncContextDefaultValue());
      return after.withMapping(variable.getAsyncContextKey(), value);
    }
  }

  private static final class Enter extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      JSAsyncContextVariableObject variable = (JSAsyncContextVariableObject) JSArguments.getUserArgument(arguments, 0);
      JSAgent agent = JSRealm.getMain(this).getAgent();
      agent.asyncContextSwap(
          agent.getAsyncContextMapping().withMapping(variable.getAsyncContextKey(), JSArguments.getUserArgument(arguments, 1)));
      return Undefined.instance;
    }
  }

  private static final class Clear extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      JSRealm realm = JSRealm.getMain(this);
      realm.getAgent().asyncContextSwap(AsyncContext.empty());
      of(realm).latest = AsyncContext.empty();
      return Undefined.instance;
    }
  }

  private static final class OnRejection extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      track(JSArguments.getUserArgument(arguments, 0), JSArguments.getUserArgument(arguments, 1));
      return Undefined.instance;
    }

    @TruffleBoundary
    private void track(Object unhandled, Object handled) {
      JSRealm realm = JSRealm.getMain(this);
      realm.getContext().setPromiseRejectionTracker(realm.getAgent(), new Rejections(realm, of(realm), unhandled, handled));
    }
  }
}
