package io.bertline.cli.storage;

import com.google.cloud.storage.StorageOptions;
import io.bertline.failure.BertlineException;
import io.bertline.storage.BlobStore;

/** Lists a bucket of a given host with the credentials of the environment. */
final class CredentialsProbe {
  private CredentialsProbe() {}

  public static void main(String[] arguments) {
    StorageOptions options =
        StorageOptions.http()
            .setHost(arguments[0])
            .setProjectId("test")
            .setCredentials(GcsClients.credentials())
            .build();
    try (BlobStore store =
        new GcsBlobStore(options.getService(), GcsLocation.parse("gs://bucket"))) {
      System.out.println(store.list("").size() + " blobs");
    } catch (BertlineException e) {
      System.err.println(e.kind() + " " + e.getMessage());
    }
  }
}
