package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code select}: makes the best of several classifiers the project's current one. */
@Command(
    name = "select",
    description =
        "Makes the best of several classifiers, by a validation metric, the project's current one.")
public final class SelectCommand implements PlainCommand {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--classifier",
      paramLabel = "REF",
      required = true,
      description =
          "A classifier to choose from, repeatable; also a JSON list or several separated by"
              + " commas, as a workflow collects them.")
  List<String> classifiers = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "Metric of the classifier's summary.json, validation_ may be left out; the lowest wins"
              + " for a loss. F1 by default, macro F1 for more than two labels.")
  String metric = "";

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new SelectCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    Map<Artifact, Map<String, Double>> candidates = new LinkedHashMap<>();
    for (String reference : references()) {
      Artifact classifier = context.require(ArtifactType.CLASSIFIER, reference);
      candidates.put(classifier, StepSummary.metrics(StepSummary.of(classifier)));
    }
    if (candidates.isEmpty()) {
      throw new BertlineException(FailureKind.USAGE, "--classifier names none");
    }
    Artifact best = best(candidates, context);
    if (!common.noReference && !common.dryRun) {
      new References(context.artifacts().blobs()).set(context.project(), best);
    }
    context.output("uri", best.uri());
    context.output("key", best.manifest().key());
    context.print("classifier  " + best.uri());
  }

  private List<String> references() {
    return classifiers.stream()
        .flatMap(text -> Arrays.stream(text.split("[\\s,\\[\\]\"]+")))
        .filter(reference -> !reference.isEmpty())
        .toList();
  }

  /** Of equal ones the first stays. */
  private Artifact best(Map<Artifact, Map<String, Double>> candidates, StepContext context) {
    Set<String> known = new TreeSet<>();
    candidates.values().forEach(metrics -> known.addAll(metrics.keySet()));
    RankingMetric ranking =
        RankingMetric.find(metric, known)
            .orElseGet(() -> new RankingMetric(metric.isEmpty() ? "f1" : metric));
    Artifact best = candidates.keySet().iterator().next();
    double bestValue = Double.NaN;
    for (Map.Entry<Artifact, Map<String, Double>> candidate : candidates.entrySet()) {
      double value = value(candidate.getKey(), candidate.getValue(), ranking.name());
      context.print(
          String.format(
              Locale.ROOT, "%s %.6g  %s", ranking.name(), value, candidate.getKey().uri()));
      if (Double.isNaN(bestValue) || ranking.isBetter(value, bestValue)) {
        best = candidate.getKey();
        bestValue = value;
      }
    }
    return best;
  }

  private static double value(Artifact classifier, Map<String, Double> metrics, String name) {
    Double value = metrics.get(name);
    if (value == null || value.isNaN()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s has no %s; there are %s"
              .formatted(
                  classifier.uri(), name, String.join(", ", new TreeSet<>(metrics.keySet()))));
    }
    return value;
  }
}
