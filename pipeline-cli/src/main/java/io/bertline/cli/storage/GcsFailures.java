package io.bertline.cli.storage;

import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.util.stream.Stream;

/** What the answers of Cloud Storage mean, once the client has tried again in vain. */
final class GcsFailures {
  private static final int MAX_CAUSES = 16;

  private GcsFailures() {}

  static BertlineException of(String uri, IOException failure) {
    return causes(failure)
        .filter(StorageException.class::isInstance)
        .findFirst()
        .map(answer -> of(uri, (StorageException) answer))
        .orElseGet(
            () ->
                new BertlineException(
                    JdkFailures.kind(failure).orElse(FailureKind.TEMPORARY),
                    uri + ": " + reason(failure),
                    failure));
  }

  static BertlineException of(String uri, StorageException failure) {
    String reason = reason(failure);
    if (causes(failure).anyMatch(GcsFailures::isLoginRefused)) {
      return new BertlineException(
          FailureKind.PERMISSION_DENIED,
          uri + ": the Google credentials are not accepted: " + reason + "; renew them",
          failure);
    }
    return switch (failure.getCode()) {
      case 400 -> new BertlineException(FailureKind.USAGE, uri + ": refused: " + reason, failure);
      case 401, 403 ->
          new BertlineException(
              FailureKind.PERMISSION_DENIED,
              uri + ": " + reason + "; grant the service account access to the bucket",
              failure);
      case 404 ->
          new BertlineException(
              FailureKind.NOT_FOUND,
              uri + ": " + reason + "; check the names of the bucket and the blob",
              failure);
      default ->
          new BertlineException(
              FailureKind.TEMPORARY,
              uri + ": Cloud Storage failed: " + reason + "; try again",
              failure);
    };
  }

  /** The client reports a failed login without a status, as if the network had failed. */
  private static boolean isLoginRefused(Throwable cause) {
    return cause instanceof UnauthenticatedException
        || (cause instanceof Retryable login && !login.isRetryable());
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().replaceAll("\\s+", " ");
  }
}
