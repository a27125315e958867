package io.bertline.cli.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.util.Map;

/**
 * Makes clients of Cloud Storage, or of an emulator where {@code STORAGE_EMULATOR_HOST} says so.
 */
final class GcsClients {
  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  private GcsClients() {}

  /**
   * Opens a client.
   *
   * @param variables environment variables
   * @throws BertlineException {@code PERMISSION_DENIED} if there are no credentials
   */
  static Storage open(Map<String, String> variables) {
    return open(variables, StorageOptions.getDefaultRetrySettings());
  }

  /**
   * Opens a client.
   *
   * @param retries how long temporary failures are waited out; by default up to 50 seconds
   */
  static Storage open(Map<String, String> variables, RetrySettings retries) {
    String emulator = variables.getOrDefault(EMULATOR, "");
    StorageOptions.Builder options =
        // Every call of ours may be repeated: a put replaces, a create is refused.
        StorageOptions.http()
            .setRetrySettings(retries)
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
    if (!emulator.isEmpty()) {
      String host = emulator.contains("://") ? emulator : "http://" + emulator;
      return options
          .setHost(host)
          .setProjectId("emulator")
          .setCredentials(NoCredentials.getInstance())
          .build()
          .getService();
    }
    return options.setCredentials(credentials()).build().getService();
  }

  static Credentials credentials() {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.PERMISSION_DENIED,
          "no Google credentials; use Workload Identity, GOOGLE_APPLICATION_CREDENTIALS or"
              + " 'gcloud auth application-default login'",
          e);
    }
  }
}
