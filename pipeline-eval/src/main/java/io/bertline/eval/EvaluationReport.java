package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.InputReference;
import io.bertline.cli.StepContext;
import io.bertline.cli.Version;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.report.EvaluationFacts;
import io.bertline.eval.report.EvaluationFacts.Speed;
import io.bertline.eval.report.EvaluationPage;
import io.bertline.eval.report.ReadableRows;
import io.bertline.eval.scores.LoadedSplit;
import io.bertline.eval.scores.Scoring;
import io.bertline.eval.slices.Slice;
import io.bertline.report.Lineage;
import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.ReportSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the report says beside the metrics. */
final class EvaluationReport {
  private final EvalArguments arguments;
  private final StepContext context;
  private final Attempt attempt;

  EvaluationReport(EvalArguments arguments, StepContext context, Attempt attempt) {
    this.arguments = arguments;
    this.context = context;
    this.attempt = attempt;
  }

  /** Returns the page. */
  String page(
      EvaluationMetrics metrics,
      Decision decision,
      LoadedSplit split,
      Scoring scoring,
      List<Slice> slices,
      @Nullable ChampionComparison champion,
      ReadableRows rows) {
    EvaluationFacts facts =
        new EvaluationFacts(
            subject(),
            arguments.split().lowerCase(),
            arguments.classifierInfo().maxLength(),
            split.traits().truncatedRows(),
            split.seenInTraining(),
            slices,
            champion,
            rows,
            TrainingHistory.of(arguments.classifier(), arguments.reader().info()),
            speed(scoring),
            new Lineage(ancestors(), command(), parameters(), environment()));
    return EvaluationPage.of(metrics, decision, facts);
  }

  private static Speed speed(Scoring scoring) {
    return new Speed(
        scoring.rows(),
        scoring.seconds(),
        "%s, %d threads, %s".formatted(scoring.device(), scoring.threads(), scoring.precision()));
  }

  private ReportSubject subject() {
    return new ReportSubject(
        context.project(),
        attempt.key().value(),
        context.clock().instant().toString(),
        Version.current());
  }

  private List<Ancestor> ancestors() {
    List<Ancestor> ancestors = new ArrayList<>();
    InputReference model = arguments.classifier().manifest().inputs().get("model");
    if (model != null) {
      ancestors.add(new Ancestor("Model", "pretrained", model.key(), model.uri(), model.digest()));
    }
    if (arguments.trainingDataset() != null) {
      ancestors.add(ancestor("Training dataset", "of the classifier", arguments.trainingDataset()));
    }
    ancestors.add(
        ancestor("Dataset", arguments.split().lowerCase() + " split", arguments.dataset()));
    ancestors.add(
        ancestor(
            "Classifier",
            "of " + arguments.labels() + " labels" + release(),
            arguments.classifier()));
    ancestors.add(
        new Ancestor(
            "Evaluation",
            arguments.thresholdFor() == null
                ? "threshold " + arguments.thresholdParameter()
                : "threshold for " + arguments.thresholdFor().text(),
            attempt.key().value(),
            context.artifacts().blobs().uri(attempt.folder()),
            ""));
    return ancestors;
  }

  private String release() {
    return arguments.release() == null ? "" : ", release " + arguments.release().label();
  }

  private static Ancestor ancestor(String role, String description, Artifact artifact) {
    InputReference reference = artifact.reference();
    return new Ancestor(role, description, reference.key(), reference.uri(), reference.digest());
  }

  private String command() {
    StringBuilder command =
        new StringBuilder("bertline eval --classifier ").append(arguments.classifierReference());
    command.append(" --dataset ").append(arguments.dataset().uri());
    command.append(" --split ").append(arguments.split().lowerCase());
    if (arguments.thresholdFor() == null) {
      command.append(" --threshold ").append(arguments.thresholdParameter());
    } else {
      command.append(" --threshold-for '").append(arguments.thresholdFor().text()).append('\'');
    }
    if (arguments.championName() != null) {
      command.append(" --champion ").append(arguments.championName());
    }
    if (!arguments.gateText().isEmpty()) {
      command.append(" --gate '").append(arguments.gateText()).append('\'');
    }
    return command.toString();
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    arguments
        .identity()
        .parameters()
        .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    return parameters;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Bertline", Version.current());
    environment.put("Java", Runtime.version().toString());
    return environment;
  }
}
