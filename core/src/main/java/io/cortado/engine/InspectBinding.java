package io.cortado.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArgumentsObject;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSAsyncGeneratorObject;
import com.oracle.truffle.js.runtime.builtins.JSBigIntObject;
import com.oracle.truffle.js.runtime.builtins.JSBooleanObject;
import com.oracle.truffle.js.runtime.builtins.JSCollectionIteratorObject;
import com.oracle.truffle.js.runtime.builtins.JSDataViewObject;
import com.oracle.truffle.js.runtime.builtins.JSDateObject;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;
import com.oracle.truffle.js.runtime.builtins.JSMapIteratorObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSModuleNamespaceObject;
import com.oracle.truffle.js.runtime.builtins.JSNumberObject;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.builtins.JSProxyObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.builtins.JSSetIteratorObject;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSSymbolObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSWeakMapObject;
import com.oracle.truffle.js.runtime.builtins.JSWeakSetObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;
import com.oracle.truffle.js.runtime.util.JSHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code util.inspect} and {@code util.types} must know and JavaScript cannot tell: what an object is whatever its prototype and
 * realm, and what proxies, promises and iterators hold. Public for the border only; runs on the loop.
 */
public final class InspectBinding {
  private static final TruffleString FOREIGN = Strings.fromJavaString("Foreign");

  InspectBinding() {}

  /** {@code brand(value)}: the name that the language's specification has for such an object; "Foreign" is Java's. */
  public Object brand() {
    return new Brand().function("brand");
  }

  /** {@code proxy(value)}: target and handler of a proxy, nulls once it is revoked; undefined for anything else. */
  public Object proxy() {
    return new Proxy().function("proxy");
  }

  /** {@code promise(value)}: the state of a promise, and what it was settled with. */
  public Object promise() {
    return new Promise().function("promise");
  }

  /**
   * {@code left(iterator)}: what a Map's or a Set's iterator has not given yet: whether it gives pairs, then what it gives, keys and
   * values in turn. Undefined for anything else.
   */
  public Object left() {
    return new Left().function("left");
  }

  private static Object array(Object... elements) {
    JSRealm realm = JSRealm.getMain(null);
    return JSArray.createConstantObjectArray(realm.getContext(), realm, elements);
  }

  private static final class Brand extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      return brand(JSArguments.getUserArgument(frame.getArguments(), 0));
    }

    @TruffleBoundary
    private static Object brand(Object value) {
      if (value instanceof JSFunctionObject function) {
        return Names.of(function);
      }
      String name = value instanceof JSDynamicObject object ? Names.of(object) : null;
      if (name != null) {
        return Strings.fromJavaString(name);
      }
      return value instanceof JSDynamicObject || JSRuntime.isJSPrimitive(value) ? Undefined.instance : FOREIGN;
    }
  }

  private static final class Names {
    private static final TruffleString FUNCTION = Strings.fromJavaString("Function");
    private static final TruffleString ASYNC = Strings.fromJavaString("AsyncFunction");
    private static final TruffleString GENERATOR = Strings.fromJavaString("GeneratorFunction");
    private static final TruffleString ASYNC_GENERATOR = Strings.fromJavaString("AsyncGeneratorFunction");

    private Names() {}

    static Object of(JSFunctionObject function) {
      JSFunctionData data = JSFunction.getFunctionData(function);
      if (data.isGenerator()) {
        return data.isAsync() ? ASYNC_GENERATOR : GENERATOR;
      }
      return data.isAsync() ? ASYNC : FUNCTION;
    }

    static @Nullable String of(JSDynamicObject object) {
      return switch (object) {
        case JSErrorObject e -> "Error";
        case JSMapObject e -> "Map";
        case JSSetObject e -> "Set";
        case JSDateObject e -> "Date";
        case JSPromiseObject e -> "Promise";
        case JSRegExpObject e -> "RegExp";
        case JSTypedArrayObject e -> "TypedArray";
        case JSArrayBufferObject.Shared e -> "SharedArrayBuffer";
        case JSArrayBufferObject e -> "ArrayBuffer";
        case JSDataViewObject e -> "DataView";
        case JSMapIteratorObject e -> "MapIterator";
        case JSSetIteratorObject e -> "SetIterator";
        case JSWeakMapObject e -> "WeakMap";
        case JSWeakSetObject e -> "WeakSet";
        case JSProxyObject e -> "Proxy";
        case JSArgumentsObject e -> "Arguments";
        case JSGeneratorObject e -> "Generator";
        case JSAsyncGeneratorObject e -> "Generator";
        case JSModuleNamespaceObject e -> "Module";
        case JSNumberObject e -> "Number";
        case JSStringObject e -> "String";
        case JSBooleanObject e -> "Boolean";
        case JSSymbolObject e -> "Symbol";
        case JSBigIntObject e -> "BigInt";
        default -> null;
      };
    }
  }

  private static final class Proxy extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      if (!(JSArguments.getUserArgument(frame.getArguments(), 0) instanceof JSProxyObject proxy)) {
        return Undefined.instance;
      }
      JSDynamicObject handler = proxy.getProxyHandler();
      // A revoked proxy's target is none of the language's values.
      return parts(handler == Null.instance ? Null.instance : proxy.getProxyTarget(), handler);
    }

    @TruffleBoundary
    private static Object parts(Object target, Object handler) {
      return array(target, handler);
    }
  }

  private static final class Promise extends NativeFunction {
    private static final TruffleString PENDING = Strings.fromJavaString("pending");
    private static final TruffleString FULFILLED = Strings.fromJavaString("fulfilled");
    private static final TruffleString REJECTED = Strings.fromJavaString("rejected");

    @Override
    public Object execute(VirtualFrame frame) {
      return JSArguments.getUserArgument(frame.getArguments(), 0) instanceof JSPromiseObject promise ? parts(promise) : Undefined.instance;
    }

    @TruffleBoundary
    private static Object parts(JSPromiseObject promise) {
      if (promise.getPromiseState() == JSPromise.PENDING) {
        return array(PENDING);
      }
      return array(promise.getPromiseState() == JSPromise.REJECTED ? REJECTED : FULFILLED, promise.getPromiseResult());
    }
  }

  private static final class Left extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      return JSArguments.getUserArgument(frame.getArguments(), 0) instanceof JSCollectionIteratorObject found
          ? left(found) : Undefined.instance;
    }

    @TruffleBoundary
    private static Object left(JSCollectionIteratorObject iterator) {
      boolean set = iterator instanceof JSSetIteratorObject;
      int kind = iterator.getIterationKind();
      boolean paired = kind == JSRuntime.ITERATION_KIND_KEY_PLUS_VALUE;
      List<Object> left = new ArrayList<>(List.of(paired));
      if (iterator.getIteratedObject() != Undefined.instance) {
        for (JSHashMap.Cursor cursor = iterator.getNextIndex().copy(); cursor.advance(); ) {
          Object key = cursor.getKey();
          Object value = set ? key : cursor.getValue();
          if (paired) {
            left.add(key);
          }
          left.add(kind == JSRuntime.ITERATION_KIND_KEY ? key : value);
        }
      }
      return array(left.toArray());
    }
  }
}
