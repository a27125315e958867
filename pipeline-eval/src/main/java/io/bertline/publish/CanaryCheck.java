package io.bertline.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads a classifier as its users will, from a fresh copy with every checksum verified, and
 * compares what it says with what it said when it was trained.
 */
final class CanaryCheck {
  private static final String FILE = "canary.jsonl";

  /** bfloat16 has three significant digits; fp32 on another machine is far within this. */
  private static final double TOLERANCE = 0.05;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final StepContext context;
  private final ModelOptions model;

  CanaryCheck(StepContext context, ModelOptions model) {
    this.context = context;
    this.model = model;
  }

  private record Row(
      @Nullable String id,
      @Nullable String text,
      @Nullable String textPair,
      float @Nullable [] logits) {}

  /**
   * Checks.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the classifier says something else, or
   *     has no canary rows
   */
  void check(Artifact classifier) {
    List<Row> rows = rows(classifier);
    Path copy = context.scratch().resolve("afresh");
    classifier.download(copy);
    float[][] logits;
    try (TextClassifier loaded = TextClassifier.load(copy, ClassifierInfoFile.read(copy), model)) {
      logits = loaded.logits(texts(rows), pairs(rows));
    }
    double largest = 0;
    for (int i = 0; i < logits.length; i++) {
      largest = Math.max(largest, difference(classifier, rows.get(i), logits[i]));
    }
    context.say(
        String.format(
            Locale.ROOT,
            "loaded afresh: %d canary rows give the logits of the training run (largest difference"
                + " %.1e)",
            rows.size(),
            largest));
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> Objects.requireNonNullElse(row.text(), "")).toList();
  }

  private static @Nullable List<String> pairs(List<Row> rows) {
    List<String> pairs = rows.stream().map(Row::textPair).filter(Objects::nonNull).toList();
    return pairs.size() == rows.size() ? pairs : null;
  }

  private static List<Row> rows(Artifact classifier) {
    byte[] file = classifier.read(FILE);
    try (MappingIterator<Row> lines = JSON.readerFor(Row.class).readValues(file)) {
      List<Row> rows = lines.readAll();
      if (rows.isEmpty() || rows.stream().anyMatch(row -> row.logits() == null)) {
        throw corrupt(classifier, "has no row with logits", null);
      }
      return rows;
    } catch (JsonProcessingException e) {
      throw corrupt(classifier, "is not JSON of canary rows", e);
    } catch (IOException e) {
      throw corrupt(classifier, "cannot be read", e);
    }
  }

  private static double difference(Artifact classifier, Row row, float[] logits) {
    float[] expected = Objects.requireNonNull(row.logits());
    double largest = expected.length == logits.length ? 0 : Double.NaN;
    for (int label = 0; label < Math.min(logits.length, expected.length); label++) {
      double scale = Math.max(1, Math.abs(expected[label]));
      largest = Math.max(largest, Math.abs(logits[label] - expected[label]) / scale);
    }
    if (!(largest <= TOLERANCE)) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: row %s of %s gives other logits than in training (%s instead of %s); nothing was published, train again with --force"
              .formatted(
                  classifier.uri(),
                  row.id(),
                  FILE,
                  Arrays.toString(logits),
                  Arrays.toString(expected)));
    }
    return largest;
  }

  private static BertlineException corrupt(
      Artifact classifier, String problem, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        "%s/%s: %s; train again with --force".formatted(classifier.uri(), FILE, problem),
        cause);
  }
}
