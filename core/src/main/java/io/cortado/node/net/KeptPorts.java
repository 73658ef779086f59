package io.cortado.node.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that listen for one app after another: what an app listens on, the next one takes over with all who wait there. A
 * socket is closed when no app wants it any more. Any thread.
 */
public final class KeptPorts {
  private final boolean inTurn;
  private final Map<Place, Kept> sockets = new HashMap<>();

  /** Where, and the how-maniest with this address of one app: port 0 can be listened on twice. */
  private record Place(@Nullable ProtocolFamily family, SocketAddress address, int number) {}

  /** The part of one app. Connections go to the newest one that serves. */
  public final class Share implements Ports {
    private boolean serves;

    private Share() {}

    /** The app has come up. */
    public void serve() {
      synchronized (KeptPorts.this) {
        serves = true;
        KeptPorts.this.notifyAll();
      }
    }

    /** The app has ended, with or without having closed its servers. */
    public void close() {
      synchronized (KeptPorts.this) {
        for (Kept each : List.copyOf(sockets.values())) {
          each.claims.stream().filter(claim -> claim.share == this).toList().forEach(each::release);
        }
      }
    }

    @Override
    public Door listen(@Nullable ProtocolFamily family, SocketAddress address, int backlog, Consumer<SocketChannel> taker)
        throws IOException {
      synchronized (KeptPorts.this) {
        int number = 0;
        Kept known = sockets.get(new Place(family, address, number));
        while (known != null && known.isOf(this)) {
          if (!(address instanceof InetSocketAddress inet) || inet.getPort() != 0) {
            throw new BindException("Address already in use");
          }
          known = sockets.get(new Place(family, address, ++number));
        }
        if (known == null) {
          known = new Kept(new Place(family, address, number), Ports.bound(family, address, backlog));
          sockets.put(known.place, known);
          Thread.ofPlatform().daemon().name("cortado accept").start(known::accept);
        }
        Claim claim = new Claim(known, this, taker);
        known.claims.add(claim);
        return claim;
      }
    }
  }

  /** For one app after another. */
  public KeptPorts() {
    this(false);
  }

  private KeptPorts(boolean inTurn) {
    this.inTurn = inTurn;
  }

  /** For several apps at a time, each of which gets connections in its turn. */
  public static KeptPorts inTurn() {
    return new KeptPorts(true);
  }

  /** The part of an app that starts. */
  public Share share() {
    return new Share();
  }

  private final class Kept {
    private final Place place;
    private final ServerSocketChannel channel;
    private final List<Claim> claims = new ArrayList<>();

    Kept(Place place, ServerSocketChannel channel) {
      this.place = place;
      this.channel = channel;
    }

    boolean isOf(Share share) {
      return claims.stream().anyMatch(claim -> claim.share == share);
    }

    /** Who takes connections now, once there is somebody; null when nobody will. */
    private @Nullable Claim taker() throws InterruptedException {
      synchronized (KeptPorts.this) {
        while (!claims.isEmpty()) {
          Claim next = next();
          if (next != null) {
            return next;
          }
          KeptPorts.this.wait();
        }
        return null;
      }
    }

    private @Nullable Claim next() {
      if (inTurn) {
        return claims.getFirst();
      }
      for (Claim claim : claims.reversed()) {
        if (claim.share.serves) {
          return claim;
        }
      }
      return null;
    }

    private void accept() {
      try {
        while (taker() != null) {
          acceptOne();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void acceptOne() throws InterruptedException {
      try {
        give(channel.accept());
      } catch (IOException e) {
        // The client is gone already, or nobody wants the socket any more, which the next look finds.
        return;
      }
    }

    /** An app that is told to end after the next one serves has been given before what it was meant to get. */
    private void give(SocketChannel connection) throws InterruptedException {
      synchronized (KeptPorts.this) {
        Claim to = taker();
        if (to == null) {
          drop(connection);
        } else {
          if (inTurn) {
            claims.remove(to);
            claims.add(to);
          }
          to.taker.accept(connection);
        }
      }
    }

    private void release(Claim claim) {
      synchronized (KeptPorts.this) {
        claims.remove(claim);
        if (claims.isEmpty() && sockets.remove(place, this)) {
          end();
        }
        KeptPorts.this.notifyAll();
      }
    }

    private void end() {
      try {
        channel.close();
        if (place.address instanceof UnixDomainSocketAddress unix) {
          Files.deleteIfExists(unix.getPath());
        }
      } catch (IOException e) {
        // nothing is left to release
      }
    }
  }

  private static final class Claim implements Ports.Door {
    private final Kept kept;
    private final Share share;
    private final Consumer<SocketChannel> taker;

    Claim(Kept kept, Share share, Consumer<SocketChannel> taker) {
      this.kept = kept;
      this.share = share;
      this.taker = taker;
    }

    @Override
    public SocketAddress address() throws IOException {
      return kept.channel.getLocalAddress();
    }

    @Override
    public void close() {
      kept.release(this);
    }

    @Override
    public void pass(SocketChannel late) {
      // It may have to wait for the next app.
      Thread.ofVirtual().start(() -> give(late));
    }

    private void give(SocketChannel late) {
      try {
        kept.give(late);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void drop(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // nobody has seen it
    }
  }
}
