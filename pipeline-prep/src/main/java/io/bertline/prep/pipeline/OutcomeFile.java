package io.bertline.prep.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;

/** The file through which the last worker tells the driver what came of the pipeline. */
final class OutcomeFile {
  private static final String NAME = "outcome.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OutcomeFile() {}

  static void write(BlobStore store, String folder, PrepOutcome outcome) {
    try {
      store.put(folder + "/" + NAME, BlobContent.of(JSON.writeValueAsBytes(outcome)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the file and deletes it. */
  static PrepOutcome take(BlobStore store, String folder) throws IOException {
    PrepOutcome outcome;
    try (InputStream in = store.open(folder + "/" + NAME)) {
      outcome = JSON.readValue(in, PrepOutcome.class);
    }
    store.delete(folder + "/" + NAME);
    return outcome;
  }
}
