package io.bertline.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;

/** Knows how many rows of a split lost their end when they were tokenised. */
final class TruncatedRows {
  private static final String FILE = "statistics.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TruncatedRows() {}

  /** Returns what the dataset's statistics say, 0 if it has none. */
  static long of(Artifact dataset, Split split) {
    if (dataset.findFile(FILE).isEmpty()) {
      return 0;
    }
    try {
      JsonNode statistics = JSON.readTree(dataset.read(FILE));
      return statistics.path("splits").path(split.lowerCase()).path("truncatedRows").asLong();
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          dataset.uri() + "/" + FILE + ": is not JSON: " + e.getMessage(),
          e);
    }
  }
}
