package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client may shake hands once. */
@Timeout(60)
class RenegotiationTest {
  private static String pem(String name) {
    return Objects.requireNonNull(RenegotiationTest.class.getResource("/io/cortado/node/" + name)).getPath();
  }

  @Test
  void isRefused() throws Exception {
    String script =
        """
        const read = (file) => require('fs').readFileSync(file);
        const server = require('https').createServer({ key: read('%s'), cert: read('%s') }, (req, res) => res.end('x'));
        """;
    try (TestApp app = TestApp.serve(script.formatted(pem("localhost-key.pem"), pem("localhost-cert.pem")));
        SSLSocket socket =
            (SSLSocket) AnyServer.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), app.port())) {
      socket.setSoTimeout(30_000);
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");

      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().read();
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("handshake_failure");
    }
  }
}
