package io.cortado.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** One kept connection to a server on this machine, over which one request is sent at a time, each in one write. */
public final class KeptConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int NOT_MODIFIED = 304;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** A plain connection. */
  public KeptConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private KeptConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** An encrypted connection to a server whose certificate nobody has signed. */
  static KeptConnection encrypted(int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, null);
      return new KeptConnection(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Sends a request and reads the whole answer; returns its status. */
  public int send(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    String status = line();
    int length = 0;
    boolean chunked = false;
    int code = Integer.parseInt(status.split(" ", 3)[1]);
    for (String field = line(); !field.isEmpty(); field = line()) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else if (lower.equals("transfer-encoding: chunked")) {
        chunked = true;
      }
    }
    if (chunked) {
      for (int size = chunk(); size > 0; size = chunk()) {
        in.skipNBytes(size + 2L);
      }
      in.skipNBytes(2);
    } else if (code != NOT_MODIFIED) {
      in.skipNBytes(length);
    }
    return code;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended within an answer");
      }
      text.append((char) c);
    }
    return text.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Trusts the server, which this program has started itself. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
