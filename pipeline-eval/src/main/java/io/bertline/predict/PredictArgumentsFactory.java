package io.bertline.predict;

import io.bertline.artifact.ArtifactType;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.predict.input.Columns;
import io.bertline.predict.output.OutputFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the options of {@code predict} into arguments. */
final class PredictArgumentsFactory {
  private final StepContext context;

  PredictArgumentsFactory(StepContext context) {
    this.context = context;
  }

  /**
   * Checks the options and finds the classifier.
   *
   * @throws BertlineException {@code USAGE} if an option is wrong, {@code NOT_FOUND} if there is no
   *     such classifier
   */
  PredictArguments create(PredictCommand options) {
    boolean given = !options.texts.isEmpty();
    if (given && options.input != null) {
      throw usage("give texts or --input, not both");
    }
    if (!given && options.input == null) {
      throw usage("nothing to label; give texts, or --input with a file or - for standard input");
    }
    Part part = Part.parse(options.part);
    if (!part.isWhole() && PredictArguments.STANDARD.equals(options.input)) {
      throw usage("--part needs an --input that can be read twice, not standard input");
    }
    OutputFormat outputFormat = options.outputFormat.resolve(options.output, given);
    Path classifier = classifier(options.classifier);
    return new PredictArguments(
        classifier,
        info(classifier, options.classifier),
        options.inference.model(),
        options.texts,
        Objects.requireNonNullElse(options.input, PredictArguments.STANDARD),
        options.format,
        part,
        new Columns(options.textColumn, options.textPairColumn, options.idColumn),
        options.output,
        outputFormat,
        options.withText || outputFormat == OutputFormat.PLAIN,
        options.deadLetters);
  }

  private Path classifier(@Nullable String reference) {
    return directory(reference)
        .orElseGet(() -> context.localCopy(context.require(ArtifactType.CLASSIFIER, reference)));
  }

  /** A release applies its own decision. */
  private ClassifierInfo info(Path classifier, @Nullable String reference) {
    ClassifierInfo own = ClassifierInfoFile.read(classifier);
    return context
        .release(reference)
        .map(release -> own.decidingBy(release.threshold(), release.temperature()))
        .orElse(own);
  }

  /** A directory that holds a model is one; everything else is a reference. */
  private static Optional<Path> directory(@Nullable String reference) {
    try {
      return Optional.ofNullable(reference)
          .map(Path::of)
          .filter(path -> Files.exists(path.resolve(BertConfigFile.FILE)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static BertlineException usage(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
