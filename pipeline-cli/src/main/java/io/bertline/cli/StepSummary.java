package io.bertline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The headline numbers and short texts of a step, as JSON and as a line. */
final class StepSummary {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .build();

  private StepSummary() {}

  static byte[] json(Map<String, Object> summary) {
    try {
      return JSON.writeValueAsBytes(summary);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a summary holds numbers, strings and booleans", e);
    }
  }

  /** Reads the summary an artifact was committed with. */
  static Map<String, Object> of(Artifact artifact) {
    if (artifact.findFile(StepFiles.SUMMARY).isEmpty()) {
      return Map.of();
    }
    try {
      return JSON.readValue(artifact.read(StepFiles.SUMMARY), new TypeReference<>() {});
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          artifact.uri() + "/" + StepFiles.SUMMARY + ": is no summary; make it again with --force",
          e);
    }
  }

  /** Returns the numbers only. */
  static Map<String, Double> metrics(Map<String, Object> summary) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    summary.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            metrics.put(name, number.doubleValue());
          }
        });
    return metrics;
  }

  /** Returns the summary for a person, for example {@code f1 0.8312, rows 16,006}. */
  static String line(Map<String, Object> summary) {
    return summary.entrySet().stream()
        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(Object value) {
    if (!(value instanceof Number number)) {
      return String.valueOf(value);
    }
    return value instanceof Double || value instanceof Float
        ? String.format(Locale.ROOT, "%.4g", number.doubleValue())
        : String.format(Locale.ROOT, "%,d", number.longValue());
  }
}
