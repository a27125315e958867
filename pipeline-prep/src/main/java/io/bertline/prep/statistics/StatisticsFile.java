package io.bertline.prep.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;

/** Reads and writes {@code statistics.json}. */
public final class StatisticsFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StatisticsFile() {}

  /** Returns the content of the file. Equal statistics give equal bytes. */
  public static byte[] write(DatasetStatistics statistics) {
    try {
      return JSON.writeValueAsBytes(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the file of a dataset.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it does not hold statistics
   */
  public static DatasetStatistics read(Artifact dataset) {
    try {
      return JSON.readValue(dataset.read(DatasetStatistics.FILE), DatasetStatistics.class);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          dataset.uri()
              + "/"
              + DatasetStatistics.FILE
              + ": does not hold statistics; run prep again with --force",
          e);
    }
  }
}
