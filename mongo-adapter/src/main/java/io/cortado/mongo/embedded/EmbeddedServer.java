package io.cortado.mongo.embedded;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB server for development that runs in this process and listens on the loopback interface only. Called from
 * any thread; its own work runs on one daemon thread.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** The name of the file that makes a folder a database's. */
  public static final String FILE = "cortado.mv";

  static {
    // Without this, netty's first allocation prints a JDK warning that a user can do nothing about.
    System.setProperty("io.netty.noUnsafe", System.getProperty("io.netty.noUnsafe", "true"));
  }

  private static final int SYNC_MILLIS = 100;
  private static final int EXPIRY_MILLIS = 60_000;
  private static final int COMPACT_MILLIS = 500;
  private static final int BACKLOG = 256;

  private final Data data;
  private final EventLoopGroup group;
  private final ChannelGroup channels;
  private final Channel listener;

  private EmbeddedServer(Data data, EventLoopGroup group, ChannelGroup channels, Channel listener) {
    this.data = data;
    this.group = group;
    this.channels = channels;
    this.listener = listener;
  }

  /**
   * Starts a server.
   *
   * @param port the port to listen on, 0 for a free one
   * @param folder where the data is kept, or null to keep it in memory
   * @throws EmbeddedDatabaseException when the folder or the port cannot be used; the message says what to do
   */
  public static EmbeddedServer start(int port, @Nullable Path folder) {
    return over(folder == null ? Data.inMemory() : Data.in(folder, () -> Storage.open(folder)), port);
  }

  /** Starts a server whose clients have to say who they are, but for the first, who may make a user. */
  public static EmbeddedServer startWithUsers(int port, @Nullable Path folder) {
    return over(Data.withUsers(folder), port);
  }

  static EmbeddedServer over(Data data, int port) {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("cortado-mongo", true), NioIoHandler.newFactory());
    try {
      ChannelGroup channels = new DefaultChannelGroup(group.next());
      CommandHandler commands = new CommandHandler(data, channels);
      Channel listener = listen(group, commands, port);
      data.counters().address("127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
      Chore sync = new Chore("data that is written cannot be put on the disk", data::sync);
      repeat(group, SYNC_MILLIS, () -> Thread.startVirtualThread(sync));
      Expiry expiry = new Expiry(data);
      repeat(group, EXPIRY_MILLIS, new Chore("documents whose time has come cannot be deleted", expiry::sweep));
      repeat(group, EXPIRY_MILLIS, new Chore("changes cannot be saved", data::saveIfChanged));
      repeat(group, COMPACT_MILLIS, new Chore("the file cannot be made smaller", data::compactIfIdle));
      return new EmbeddedServer(data, group, channels, listener);
    } catch (RuntimeException e) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      data.close();
      throw e;
    }
  }

  private static void repeat(EventLoopGroup group, int millis, Runnable work) {
    group.next().scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Channel listen(EventLoopGroup group, CommandHandler commands, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new WireDecoder(), commands);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new EmbeddedDatabaseException(
          "EADDRINUSE",
          "The development database cannot listen on 127.0.0.1:" + port + ": " + bound.cause().getMessage()
              + ". Choose another --port.",
          bound.cause());
    }
    return bound.channel();
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** The connection string without a database, such as {@code mongodb://127.0.0.1:40123}. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port();
  }

  /** Stops accepting, answers what is under way, saves and closes the file. Closing twice is harmless. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    listener.close().awaitUninterruptibly();
    channels.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    data.close();
  }

  /**
   * Runs a server until the process is told to end (SIGTERM or SIGINT), which saves and closes the file. Prints one line
   * with the connection string when it is ready.
   */
  public static void run(int port, @Nullable Path folder) throws InterruptedException {
    EmbeddedServer server = start(port, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "cortado-mongo-close"));
    String place = folder == null ? "in memory" : "data in " + folder.toAbsolutePath().normalize();
    System.out.println(server.uri() + " (development database, " + place + ")");
    new CountDownLatch(1).await();
  }

  /** {@code --port N --path DIR}, both optional: a free port, and data in memory. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = 0;
    Path folder = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(arguments[i + 1]);
        case "--path" -> folder = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    try {
      run(port, folder);
    } catch (EmbeddedDatabaseException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
