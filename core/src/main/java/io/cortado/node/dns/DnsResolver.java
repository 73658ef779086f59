package io.cortado.node.dns;

import io.cortado.spi.ModuleContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The handle of a {@code dns.Resolver}. Callbacks get {@code (null, records)}, or for a failure its code. Runs on the loop. */
public final class DnsResolver {
  private final ModuleContext context;
  private final Set<DnsQuery> pending = new LinkedHashSet<>();
  private final int timeout;
  private final int tries;
  private final double maxTimeout;
  private @Nullable DnsServers servers;
  private InetAddress local4;
  private InetAddress local6;

  DnsResolver(ModuleContext context, int timeout, int tries, double maxTimeout) throws UnknownHostException {
    this.context = context;
    this.timeout = timeout;
    this.tries = tries;
    this.maxTimeout = maxTimeout;
    this.local4 = InetAddress.getByName("0.0.0.0");
    this.local6 = InetAddress.getByName("::");
  }

  private DnsServers known() {
    DnsServers known = servers;
    if (known == null) {
      known = DnsServers.ofSystem();
      servers = known;
    }
    return known;
  }

  /** The servers it asks. */
  public String[] servers() {
    return known().texts();
  }

  /** Sets addresses and ports, in turn; false while somebody waits for an answer. */
  public boolean setServers(String[] places) throws UnknownHostException {
    if (!pending.isEmpty()) {
      return false;
    }
    servers = DnsServers.of(places, known().timeoutMillis());
    return true;
  }

  /** Sets the addresses to ask from, of both kinds. */
  public void setLocalAddress(String ip4, String ip6) throws UnknownHostException {
    local4 = InetAddress.getByName(ip4);
    local6 = InetAddress.getByName(ip6);
  }

  /** Asks for the records of a name: each is its type, its seconds and its fields. */
  public void query(String name, int type, Value callback) {
    start(query -> query.ask(name, type), callback);
  }

  /** The names of an address, as PTR records or, where the system's file of hosts has it, as texts. */
  public void reverse(String ip, Value callback) {
    start(query -> {
      InetAddress address = InetAddress.getByName(ip);
      byte[] bytes = address.getAddress();
      boolean mapped = ip.indexOf(':') >= 0 && bytes.length == 4;
      String[] aliases = mapped ? null : HostsFile.ofSystem().aliases(address);
      return aliases != null ? aliases : query.ask(DnsName.ofAddress(mapped ? mapped(bytes) : bytes), DnsType.PTR);
    }, callback);
  }

  private static byte[] mapped(byte[] ip4) {
    byte[] bytes = new byte[16];
    bytes[10] = -1;
    bytes[11] = -1;
    System.arraycopy(ip4, 0, bytes, 12, 4);
    return bytes;
  }

  private interface Question {
    Object ask(DnsQuery query) throws Exception;
  }

  private void start(Question question, Value callback) {
    DnsServers asked = known();
    int wait = timeout > 0 ? timeout : asked.timeoutMillis();
    DnsQuery query = new DnsQuery(asked, new DnsQuery.Manner(wait, tries, (long) maxTimeout, local4, local6));
    pending.add(query);
    Callable<Object> work = () -> {
      try {
        return question.ask(query);
      } catch (DnsFailure e) {
        return e.code();
      }
    };
    CompletionStage<Object> answer = context.blocking(work).thenApply(value -> {
      pending.remove(query);
      // it may have come and not been told before the app has given up
      return query.cancelled() ? DnsFailure.CANCELLED : value;
    });
    context.settle(answer, callback);
  }

  /** Ends all that waits with a failure. */
  public void cancel() {
    pending.forEach(DnsQuery::cancel);
  }
}
