package io.cortado;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A free port that is kept for an app until it listens there. The kernel gives a port that is bound to nobody who asks for
 * any, while a server may take it by its number: on Linux, where the two do not exclude each other as long as one of them
 * does not listen. Elsewhere it is free again at once. Any thread.
 */
final class FreePort implements AutoCloseable {
  private final SocketChannel holder;
  private final int number;

  private FreePort(SocketChannel holder, int number) {
    this.holder = holder;
    this.number = number;
  }

  static FreePort take() {
    try {
      SocketChannel holder = SocketChannel.open();
      holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      holder.bind(new InetSocketAddress(0));
      FreePort port = new FreePort(holder, ((InetSocketAddress) holder.getLocalAddress()).getPort());
      if (!System.getProperty("os.name", "").equals("Linux")) {
        port.close();
      }
      return port;
    } catch (IOException e) {
      throw new CodedException("CORTADO_NO_FREE_PORT", "CortadoApp.port: this machine has no free port: " + e.getMessage(), e);
    }
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    org.xnio.IoUtils.safeClose(holder);
  }
}
