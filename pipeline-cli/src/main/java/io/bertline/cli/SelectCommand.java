package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      defaultValue = "f1",
      description =
          "Metric of the classifier's summary.json; the lowest wins for a loss (${DEFAULT-VALUE}).")
  String metric = "f1";

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
    Artifact best = null;
    double bestValue = Double.NaN;
    for (String reference : references()) {
      Artifact classifier = context.require(ArtifactType.CLASSIFIER, reference);
      double value = value(classifier);
      context.print(String.format(Locale.ROOT, "%s %.6g  %s", metric, value, classifier.uri()));
      if (best == null || isBetter(value, bestValue)) {
        best = classifier;
        bestValue = value;
      }
    }
    if (best == null) {
      throw new BertlineException(FailureKind.USAGE, "--classifier names none");
    }
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
  private boolean isBetter(double value, double than) {
    return metric.toLowerCase(Locale.ROOT).contains("loss") ? value < than : value > than;
  }

  private double value(Artifact classifier) {
    Map<String, Double> metrics = StepSummary.metrics(StepSummary.of(classifier));
    Double value = metrics.get(metric);
    if (value == null || value.isNaN()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s has no %s; there are %s"
              .formatted(
                  classifier.uri(), metric, String.join(", ", new TreeSet<>(metrics.keySet()))));
    }
    return value;
  }
}
