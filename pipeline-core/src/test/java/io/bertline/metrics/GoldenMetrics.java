package io.bertline.metrics;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Vectors made by scikit-learn 1.9.1 and Keras 3.15.1; they hold ten significant digits. */
final class GoldenMetrics {
  private GoldenMetrics() {}

  static JsonNode section(String name) {
    try (InputStream in = GoldenMetrics.class.getResourceAsStream("metrics.json")) {
      return new ObjectMapper().readTree(requireNonNull(in)).required(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BinaryScores binary() {
    JsonNode binary = section("binary");
    return BinaryScores.of(ints(binary.required("labels")), doubles(binary.required("scores")));
  }

  static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
