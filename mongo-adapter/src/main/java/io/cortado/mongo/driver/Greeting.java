package io.cortado.mongo.driver;

import com.mongodb.ConnectionString;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The first command on a new client, with a plain sentence when nobody answers. Blocks. */
final class Greeting {

  private static final int FIRST_ANSWER_MILLIS = 4_500;

  private Greeting() {}

  static void require(MongoClient client, String uri, boolean patient) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            client.getDatabase("admin").runCommand(new BsonDocument("ping", new BsonInt32(1)));
            answer.complete(null);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      if (patient) {
        answer.get();
      } else {
        answer.get(FIRST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      throw unreachable(client, uri, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MongoTimeoutException timeout) {
        throw unreachable(client, uri, timeout);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static Unreachable unreachable(MongoClient client, String uri, Exception cause) {
    String hosts = String.join(", ", new ConnectionString(uri).getHosts());
    String reason = "connect ETIMEDOUT " + hosts;
    String code = "ETIMEDOUT";
    for (ServerDescription server : client.getClusterDescription().getServerDescriptions()) {
      Throwable failure = server.getException();
      while (failure != null && failure.getCause() != null) {
        failure = failure.getCause();
      }
      if (failure instanceof java.net.ConnectException) {
        code = "ECONNREFUSED";
        reason = "connect ECONNREFUSED " + server.getAddress();
      } else if (failure instanceof java.net.UnknownHostException) {
        code = "ENOTFOUND";
        reason = "getaddrinfo ENOTFOUND " + server.getAddress().getHost();
      } else if (failure != null) {
        reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      }
    }
    String message =
        reason + ": no MongoDB server answers at " + hosts + "; start it there or set MONGODB_URI to its address";
    return new Unreachable(code, message, reason, cause);
  }
}
