package io.bertline.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.cli.runs.ComparedRun.Metric;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the runs of a project that made an artifact. */
final class RunReader {
  private static final String METRICS = "metrics.json";
  private static final int LONGEST_NUMBER = 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ArtifactStore artifacts;

  RunReader(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * Returns the latest runs, newest first, one for each artifact that still exists.
   *
   * @param type what they made
   * @param limit most runs to return
   */
  List<ComparedRun> read(String project, ArtifactType type, int limit) {
    Runs runs = new Runs(artifacts.blobs());
    List<String> names = runs.names();
    List<ComparedRun> found = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = names.size() - 1; i >= 0 && found.size() < limit; i--) {
      // The name holds the step, so that not every record below the root is read.
      if (names.get(i).contains("-" + type.step() + "-")) {
        runs.find(names.get(i))
            .filter(record -> record.project().equals(project))
            .filter(record -> record.key() != null && record.uri() != null)
            .filter(record -> keys.add(record.key()))
            .flatMap(record -> compared(record, type))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<ComparedRun> compared(RunRecord record, ArtifactType type) {
    String key = record.key() == null ? "" : record.key();
    return artifacts
        .find(type, key)
        .map(
            artifact ->
                new ComparedRun(
                    record.run(),
                    key,
                    artifact.uri(),
                    parameters(artifact),
                    artifact.findFile(METRICS).isPresent()
                        ? measured(artifact)
                        : recorded(record)));
  }

  private Map<String, String> parameters(Artifact artifact) {
    Map<String, String> parameters = new HashMap<>();
    artifact.manifest().parameters().forEach((name, value) -> parameters.put(name, text(value)));
    if (artifact.type() == ArtifactType.EVALUATION) {
      classifier(artifact)
          .ifPresent(
              classifier ->
                  classifier
                      .manifest()
                      .parameters()
                      .forEach((name, value) -> parameters.put("train." + name, text(value))));
    }
    artifact
        .manifest()
        .inputs()
        .forEach(
            (role, input) ->
                parameters.putIfAbsent(
                    role, input.key() == null ? input.uri() : shortened(input.key())));
    return parameters;
  }

  /** What is not given is left blank; a number that something measured is cut to four digits. */
  private static String text(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return value instanceof Double number && text.length() > LONGEST_NUMBER
        ? String.valueOf(new BigDecimal(number).round(new MathContext(4)).doubleValue())
        : text;
  }

  private Optional<Artifact> classifier(Artifact evaluation) {
    InputReference input = evaluation.manifest().inputs().get(ArtifactType.CLASSIFIER.singular());
    return Optional.ofNullable(input)
        .map(InputReference::key)
        .flatMap(key -> artifacts.find(ArtifactType.CLASSIFIER, key));
  }

  private static String shortened(String key) {
    return key.substring(0, Math.min(12, key.length()));
  }

  private static Map<String, Metric> recorded(RunRecord record) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    record
        .metrics()
        .forEach((name, value) -> metrics.put(name, new Metric(value, Double.NaN, Double.NaN)));
    return metrics;
  }

  private static Map<String, Metric> measured(Artifact evaluation) {
    try {
      Map<String, Metric> metrics = new LinkedHashMap<>();
      JsonNode headline = JSON.readTree(evaluation.read(METRICS)).path("headline");
      for (Map.Entry<String, JsonNode> entry : headline.properties()) {
        JsonNode measured = entry.getValue();
        metrics.put(
            entry.getKey(),
            new Metric(
                measured.path("value").asDouble(Double.NaN),
                measured.path("low").asDouble(Double.NaN),
                measured.path("high").asDouble(Double.NaN)));
      }
      return metrics;
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s/%s: is not JSON; evaluate again with --force".formatted(evaluation.uri(), METRICS),
          e);
    }
  }
}
