package io.bertline.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code dataset.json}. */
public final class DatasetInfoFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private DatasetInfoFile() {}

  /** Returns the content of the file. Equal descriptions give equal bytes. */
  public static byte[] write(DatasetInfo info) {
    try {
      return JSON.writeValueAsBytes(info);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Parses the file.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it does not describe a dataset
   */
  public static DatasetInfo parse(byte[] json, String source) {
    try {
      DatasetInfo info = JSON.readValue(json, DatasetInfo.class);
      if (info.formatVersion() != DatasetInfo.FORMAT_VERSION) {
        throw corrupt(
            source,
            "format version %d, expected %d"
                .formatted(info.formatVersion(), DatasetInfo.FORMAT_VERSION),
            null);
      }
      if (info.labels().size() < 2 || info.maxLength() < 2) {
        throw corrupt(source, "fewer than two labels or a maximum length below 2", null);
      }
      return info;
    } catch (JsonProcessingException e) {
      throw corrupt(source, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (IOException e) {
      throw corrupt(source, "is not JSON in UTF-8", e);
    }
  }

  private static BertlineException corrupt(
      String source, String problem, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        source + ": does not describe a dataset: " + problem + "; run prep again with --force",
        cause);
  }
}
