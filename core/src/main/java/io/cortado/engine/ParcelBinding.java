package io.cortado.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.js.runtime.JSAgentWaiterList;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSSharedArrayBuffer;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import io.cortado.node.worker.Parcel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Packs what one context gives to another. Values of the language that are no objects belong to no context and go as they are;
 * of buffers goes the memory. Public for the border only; runs on the loop.
 */
public final class ParcelBinding {
  ParcelBinding() {}

  /**
   * {@code pack(values, carried)}: a parcel. Of {@code carried}, each object is followed by whether it is given away: a buffer
   * is empty afterwards, and is copied otherwise.
   */
  public Object pack() {
    return new Pack().function("pack");
  }

  /** {@code open(parcel)}: its values and what it carries, as objects of this context. */
  public Object open() {
    return new Open().function("open");
  }

  /** The memory of a SharedArrayBuffer, with those who wait for a change of it. */
  private record Shared(ByteBuffer bytes, JSAgentWaiterList waiters, AtomicInteger length, int maximum) {}

  /** The memory of an ArrayBuffer. */
  private record Bytes(byte[] bytes, int length, int maximum) {}

  private static final class Pack extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      Object[] arguments = frame.getArguments();
      return pack(
          (JSDynamicObject) JSArguments.getUserArgument(arguments, 0), (JSDynamicObject) JSArguments.getUserArgument(arguments, 1));
    }

    @TruffleBoundary
    private static Object pack(JSDynamicObject values, JSDynamicObject carried) {
      TruffleLanguage.Env env = JSRealm.getMain(null).getEnv();
      Object[] pairs = JSAbstractArray.toArray(carried);
      Object[] packed = new Object[pairs.length / 2];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = packed(env, pairs[2 * i], Boolean.TRUE.equals(pairs[2 * i + 1]));
      }
      return env.asGuestValue(new Parcel(JSAbstractArray.toArray(values), packed, false));
    }

    private static Object packed(TruffleLanguage.Env env, Object object, boolean moves) {
      return switch (object) {
        case JSArrayBufferObject.Shared shared ->
          new Shared(shared.getByteBuffer(), shared.getWaiterList(), shared.getByteLengthObject(), shared.getMaxByteLength());
        case JSArrayBufferObject buffer -> {
          Bytes bytes = bytes(buffer, moves);
          if (moves) {
            JSArrayBuffer.detachArrayBuffer(buffer);
          }
          yield bytes;
        }
        default -> env.asHostObject(object);
      };
    }

    private static Bytes bytes(JSArrayBufferObject buffer, boolean moves) {
      int maximum = buffer.getMaxByteLength();
      if (buffer instanceof JSArrayBufferObject.Heap heap) {
        byte[] own = heap.getByteArray();
        return new Bytes(moves ? own : own.clone(), buffer.getByteLength(), maximum);
      }
      try {
        InteropLibrary interop = InteropLibrary.getUncached();
        byte[] copy = new byte[Math.toIntExact(interop.getBufferSize(buffer))];
        interop.readBuffer(buffer, 0, copy, 0, copy.length);
        return new Bytes(copy, copy.length, maximum);
      } catch (InteropException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Open extends NativeFunction {
    @Override
    public Object execute(VirtualFrame frame) {
      return open(JSArguments.getUserArgument(frame.getArguments(), 0));
    }

    @TruffleBoundary
    private static Object open(Object argument) {
      JSRealm realm = JSRealm.getMain(null);
      Parcel parcel = (Parcel) realm.getEnv().asHostObject(argument);
      Object[] carried = new Object[parcel.carried().length];
      for (int i = 0; i < carried.length; i++) {
        carried[i] = opened(realm, parcel.carried()[i], parcel.forMany());
      }
      return array(realm, array(realm, parcel.values()), array(realm, carried));
    }

    private static Object opened(JSRealm realm, Object packed, boolean forMany) {
      return switch (packed) {
        case Bytes part -> {
          byte[] own = forMany ? Arrays.copyOf(part.bytes, part.bytes.length) : part.bytes;
          yield JSArrayBuffer.createArrayBuffer(realm.getContext(), realm, own, part.length, part.maximum);
        }
        case Shared shared -> {
          JSArrayBufferObject buffer =
              JSSharedArrayBuffer.createSharedArrayBuffer(realm.getContext(), realm, shared.bytes, shared.length, shared.maximum);
          JSSharedArrayBuffer.setWaiterList(buffer, shared.waiters);
          yield buffer;
        }
        default -> realm.getEnv().asGuestValue(packed);
      };
    }

    private static Object array(JSRealm realm, Object... elements) {
      return elements.length == 0
          ? JSArray.createEmptyZeroLength(realm.getContext(), realm) : JSArray.createConstantObjectArray(realm.getContext(), realm, elements);
    }
  }
}
