package io.bertline.eval;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Release;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.StepContext;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.eval.champion.Champion;
import io.bertline.eval.decision.ThresholdObjective;
import io.bertline.eval.gate.Gate;
import io.bertline.eval.measure.Figures;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the options of {@code eval} into arguments that fit together. */
final class EvalArgumentsFactory {
  private static final int MAX_BATCH_SIZE = 4096;

  private final StepContext context;

  EvalArgumentsFactory(StepContext context) {
    this.context = context;
  }

  /**
   * Resolves and checks everything before any work starts.
   *
   * @throws BertlineException {@code USAGE} if an option is wrong, or classifier and dataset do not
   *     fit; {@code NOT_FOUND} if an artifact or the split does not exist; {@code BAD_INPUT} if the
   *     split cannot be measured
   */
  EvalArguments create(EvalCommand options) {
    Double threshold = threshold(options.threshold);
    ThresholdObjective objective =
        options.thresholdFor == null ? null : ThresholdObjective.parse(options.thresholdFor);
    Artifact classifier = context.require(ArtifactType.CLASSIFIER, options.classifier);
    Release release = context.release(options.classifier).orElse(null);
    ClassifierInfo classifierInfo = classifierInfo(classifier, release);
    boolean binary = classifierInfo.labels().size() == 2;
    requireThresholdsToMakeSense(classifier, binary, threshold, objective);
    Gate gate = gate(options.gate, binary);
    if (gate.asksForChampion() && options.champion == null) {
      context.say("--gate compares with a champion; without --champion those clauses pass");
    }
    Artifact dataset = dataset(classifier, options.dataset);
    DatasetReader reader = DatasetReader.open(dataset);
    requireMatch(classifier, classifierInfo, dataset, reader.info());
    requireRows(dataset, reader.info(), options.split);
    if (objective != null) {
      requireRows(dataset, reader.info(), Split.VALIDATION);
    }
    return new EvalArguments(
        classifier,
        release,
        classifierInfo,
        dataset,
        reader,
        foreignTrainingDataset(classifier, dataset, options.split),
        options.split,
        threshold,
        objective,
        gate,
        options.gate,
        options.champion == null ? null : ChampionFinder.name(options.champion),
        options.champion == null ? null : champion(options.champion, dataset, reader.info()),
        options.failOnGate,
        options.inference.model(),
        batchSize(options.batchSize));
  }

  private @Nullable Champion champion(String reference, Artifact dataset, DatasetInfo info) {
    Champion champion = new ChampionFinder(context).find(reference, dataset);
    if (champion != null) {
      requireMatch(champion.classifier(), champion.info(), dataset, info);
    }
    return champion;
  }

  private static Gate gate(String expression, boolean binary) {
    return expression.isEmpty()
        ? Gate.open()
        : Gate.parse(expression, Figures.names(binary), Figures.namesOfCalls());
  }

  private static void requireThresholdsToMakeSense(
      Artifact classifier,
      boolean binary,
      @Nullable Double threshold,
      @Nullable ThresholdObjective objective) {
    if (threshold != null && objective != null) {
      throw usage("give --threshold or --threshold-for, not both");
    }
    if (!binary && (threshold != null || objective != null)) {
      throw usage(
          "%s: %s has %d labels, the most probable one is chosen; leave the option out"
              .formatted(
                  threshold == null ? "--threshold-for" : "--threshold",
                  classifier.uri(),
                  classifierInfo(classifier, null).labels().size()));
    }
  }

  /** A release decides as it went out. */
  private static ClassifierInfo classifierInfo(Artifact classifier, @Nullable Release release) {
    ClassifierInfo own =
        ClassifierInfoFile.parse(
            classifier.read(ClassifierInfo.FILE), classifier.uri() + "/" + ClassifierInfo.FILE);
    return release == null ? own : own.decidingBy(release.threshold(), release.temperature());
  }

  private static int batchSize(int rows) {
    if (rows < 1 || rows > MAX_BATCH_SIZE) {
      throw usage("--batch-size is " + rows + ", expected 1 to " + MAX_BATCH_SIZE);
    }
    return rows;
  }

  private static @Nullable Double threshold(String option) {
    if (option.equals(EvalArguments.TUNED)) {
      return null;
    }
    try {
      double threshold = Double.parseDouble(option);
      if (threshold >= 0 && threshold <= 1) {
        return threshold;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw usage("--threshold is '" + option + "', expected tuned or a number from 0 to 1");
  }

  private Artifact dataset(Artifact classifier, @Nullable String reference) {
    if (reference != null) {
      return context.require(ArtifactType.DATASET, reference);
    }
    InputReference trainedOn = trainedOn(classifier);
    if (trainedOn == null) {
      throw usage(classifier.uri() + ": does not say what it was trained on; give --dataset");
    }
    return find(trainedOn);
  }

  /** By key first: the root may have moved since, and the uri with it. */
  private Artifact find(InputReference dataset) {
    return Optional.ofNullable(dataset.key())
        .flatMap(key -> context.artifacts().find(ArtifactType.DATASET, key))
        .orElseGet(() -> context.require(ArtifactType.DATASET, dataset.uri()));
  }

  private static @Nullable InputReference trainedOn(Artifact classifier) {
    return classifier.manifest().inputs().get(ArtifactType.DATASET.singular());
  }

  /** Returns what the classifier was trained on, if that is known and another dataset. */
  private @Nullable Artifact foreignTrainingDataset(
      Artifact classifier, Artifact dataset, Split split) {
    InputReference trainedOn = trainedOn(classifier);
    if (trainedOn == null || trainedOn.digest().equals(dataset.manifest().digest())) {
      return null;
    }
    if (split == Split.TRAIN) {
      throw usage(
          "--split train: rows of %s carry no text, so those that %s was trained on cannot be left"
                  .formatted(dataset.uri(), classifier.uri())
              + " out; choose validation or test");
    }
    return find(trainedOn);
  }

  private static void requireMatch(
      Artifact classifier, ClassifierInfo classifierInfo, Artifact dataset, DatasetInfo info) {
    if (!classifierInfo.labels().equals(info.labels())) {
      throw usage(
          "%s has the labels %s, %s has %s; prepare the dataset again with the classifier's --labels"
              .formatted(
                  classifier.uri(),
                  list(classifierInfo.labels()),
                  dataset.uri(),
                  list(info.labels())));
    }
    if (!classifierInfo.tokenizerFingerprint().equals(info.tokenizerFingerprint())) {
      throw usage(
          "%s was made with tokenizer %s, %s with %s; prepare the dataset again with --tokenizer %s"
              .formatted(
                  dataset.uri(),
                  info.tokenizerFingerprint(),
                  classifier.uri(),
                  classifierInfo.tokenizerFingerprint(),
                  classifier.uri()));
    }
  }

  private static void requireRows(Artifact dataset, DatasetInfo info, Split split) {
    SplitInfo rows = info.splits().get(split.lowerCase());
    if (rows == null) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "%s: has no %s split, only %s; give another --split"
              .formatted(
                  dataset.uri(),
                  split.lowerCase(),
                  info.splits().keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    SplitCheck.requireTwoLabels(dataset.uri(), split, rows.rowsByLabel());
  }

  private static String list(List<String> labels) {
    int shown = 8;
    String first = labels.stream().limit(shown).collect(Collectors.joining(", "));
    return labels.size() <= shown
        ? "[" + first + "]"
        : "[%s and %d more]".formatted(first, labels.size() - shown);
  }

  private static BertlineException usage(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
