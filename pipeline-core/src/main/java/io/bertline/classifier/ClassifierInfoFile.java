package io.bertline.classifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code classifier.json}. */
public final class ClassifierInfoFile {
  private static final int MAX_BYTES = 8 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ClassifierInfoFile() {}

  /** Returns the content of the file. Equal descriptions give equal bytes. */
  public static byte[] write(ClassifierInfo info) {
    try {
      return JSON.writeValueAsBytes(info);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the file of a classifier's directory.
   *
   * @throws BertlineException {@code NOT_FOUND} if there is none, {@code CORRUPT_ARTIFACT} if it
   *     does not describe a classifier
   */
  public static ClassifierInfo read(Path directory) {
    Path file = directory.resolve(ClassifierInfo.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MAX_BYTES), file.toString());
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  /**
   * Parses the file.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it does not describe a classifier
   */
  public static ClassifierInfo parse(byte[] json, String source) {
    try {
      ClassifierInfo info = JSON.readValue(json, ClassifierInfo.class);
      check(info, source);
      return info;
    } catch (JsonProcessingException e) {
      throw corrupt(source, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (IOException e) {
      throw corrupt(source, "is not JSON in UTF-8", e);
    }
  }

  private static void check(ClassifierInfo info, String source) {
    if (info.formatVersion() != ClassifierInfo.FORMAT_VERSION) {
      throw corrupt(
          source,
          "format version %d, expected %d"
              .formatted(info.formatVersion(), ClassifierInfo.FORMAT_VERSION),
          null);
    }
    List<String> labels = info.labels();
    if (labels.size() < 2 || info.maxLength() < 3) {
      throw corrupt(source, "fewer than two labels or a maximum length below 3", null);
    }
    if (!(info.temperature() > 0) || Double.isInfinite(info.temperature())) {
      throw corrupt(
          source, "the temperature %s is not above 0".formatted(info.temperature()), null);
    }
    if (!(info.threshold() >= 0 && info.threshold() <= 1)) {
      throw corrupt(source, "the threshold %s is not in [0, 1]".formatted(info.threshold()), null);
    }
  }

  private static BertlineException corrupt(
      String source, String problem, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        source + ": does not describe a classifier: " + problem + "; run train again with --force",
        cause);
  }
}
