package io.cortado.loop;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Makes XNIO's connections of sockets that XNIO has not accepted, for which it has no public way. On the loop. */
final class Adoption {
  private static final MethodHandle REGISTER;
  private static final MethodHandle CONNECTION;
  private static final Object UNHEARD;

  static {
    try {
      Class<?> thread = Class.forName("org.xnio.nio.WorkerThread");
      Class<?> connection = Class.forName("org.xnio.nio.NioSocketStreamConnection");
      Class<?> closed = Class.forName("org.xnio.nio.ChannelClosed");
      REGISTER =
          MethodHandles.privateLookupIn(thread, MethodHandles.lookup())
              .findVirtual(thread, "registerChannel", MethodType.methodType(SelectionKey.class, AbstractSelectableChannel.class));
      CONNECTION =
          MethodHandles.privateLookupIn(connection, MethodHandles.lookup())
              .findConstructor(connection, MethodType.methodType(void.class, thread, SelectionKey.class, closed));
      // What servers of XNIO count their connections by.
      UNHEARD = java.lang.reflect.Proxy.newProxyInstance(closed.getClassLoader(), new Class<?>[] {closed}, (self, method, args) -> null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of XNIO makes its connections otherwise", e);
    }
  }

  private Adoption() {}

  static StreamConnection adopt(XnioIoThread thread, SocketChannel client) throws IOException {
    client.configureBlocking(false);
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    try {
      return (StreamConnection) CONNECTION.invoke(thread, (SelectionKey) REGISTER.invoke(thread, client), UNHEARD);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
