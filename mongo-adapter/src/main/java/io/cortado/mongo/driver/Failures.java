package io.cortado.mongo.driver;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import io.cortado.spi.CodedException;
import org.bson.BsonMaximumSizeExceededException;

/** Says in npm's terms what the Java driver threw. Called from any thread. */
public final class Failures {

  private static final String MAX_SIZE = "Document is larger than the maximum size 16777216";

  private Failures() {}

  /** The outcome for a failure. */
  public static String describe(Throwable failure) {
    MongoCommandException server = serverError(failure);
    if (server != null) {
      return Outcome.serverError(Bytes.of(server.getResponse()));
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return switch (failure) {
      case Unreachable e -> Outcome.failure("MongoServerSelectionError", message, e.code(), e.reason());
      case CodedException e -> Outcome.failure("MongoRuntimeError", message, e.code(), "");
      case MongoOperationTimeoutException e -> Outcome.failure("MongoOperationTimeoutError", message, "", "");
      case MongoTimeoutException e -> Outcome.failure("MongoServerSelectionError", message, "", "");
      case MongoSocketReadTimeoutException e -> Outcome.failure("MongoNetworkTimeoutError", message, "", "");
      case MongoSocketException e -> Outcome.failure("MongoNetworkError", network(e), "", "");
      case MongoExecutionTimeoutException e -> Outcome.failure("MongoServerError", message, "50", "");
      case BsonMaximumSizeExceededException e -> Outcome.failure("MongoInvalidArgumentError", MAX_SIZE, "", "");
      case MongoException e -> Outcome.failure("MongoDriverError", message, "", "");
      case IllegalStateException e when message.contains("state should be: open") -> Outcome.closed();
      case IllegalArgumentException e -> Outcome.failure("MongoInvalidArgumentError", message, "", "");
      default -> Outcome.failure("MongoRuntimeError", failure.getClass().getSimpleName() + ": " + message, "", "");
    };
  }

  private static String network(MongoSocketException e) {
    String reason = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
    return "connection to " + e.getServerAddress() + " failed: " + (reason.isEmpty() ? e.getMessage() : reason);
  }

  private static @org.jspecify.annotations.Nullable MongoCommandException serverError(Throwable failure) {
    if (failure instanceof MongoCommandException e) {
      return e;
    }
    return failure instanceof MongoSecurityException && failure.getCause() instanceof MongoCommandException e
        ? e
        : null;
  }
}
