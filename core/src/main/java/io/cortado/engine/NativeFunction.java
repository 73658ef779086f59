package io.cortado.engine;

import com.oracle.truffle.js.nodes.function.JSFunctionCallNode;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JavaScriptRootNode;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Arrays;

/**
 * A function of JavaScript's whose body is Java's, below the border: it sees the engine's own values, and as it has no place in a
 * source, stacks do not show it. Runs on the loop.
 */
abstract class NativeFunction extends JavaScriptRootNode {
  @Child private JSFunctionCallNode call = JSFunctionCallNode.createCall();

  /** For the realm that is entered. */
  NativeFunction() {
    super(JSRealm.get(null).getContext().getLanguage(), null, null);
  }

  /** The function itself, for the realm that is entered. */
  final JSFunctionObject function(String name) {
    JSRealm realm = JSRealm.get(null);
    return JSFunction.create(realm, JSFunctionData.createCallOnly(realm.getContext(), getCallTarget(), 0, Strings.fromJavaString(name)));
  }

  final void install(JSDynamicObject holder, String name) {
    JSObject.set(holder, Strings.fromJavaString(name), function(name));
  }

  /** Calls a function with the arguments behind the first {@code from} of one's own. */
  protected final Object call(Object function, Object[] arguments, int from) {
    int first = JSArguments.RUNTIME_ARGUMENT_COUNT + from;
    if (arguments.length == first) {
      return call.executeCall(JSArguments.createZeroArg(Undefined.instance, function));
    }
    return call.executeCall(JSArguments.create(Undefined.instance, function, Arrays.copyOfRange(arguments, first, arguments.length)));
  }
}
