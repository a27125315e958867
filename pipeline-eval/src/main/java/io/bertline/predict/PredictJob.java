package io.bertline.predict;

import io.bertline.bert.TextClassifier;
import io.bertline.cli.Progress;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.predict.input.InputRow.BadRow;
import io.bertline.predict.input.OpenInput;
import io.bertline.predict.output.DeadLetters;
import io.bertline.predict.output.PredictionWriter;
import io.bertline.storage.BlobContent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Labels the rows of an input as they come; the input may be larger than memory. */
final class PredictJob {
  private final PredictArguments arguments;
  private final StepContext context;
  private final InputStream standardInput;
  private boolean standardInputRead;
  private @Nullable BertlineException nothingUsable;

  PredictJob(PredictArguments arguments, StepContext context, InputStream standardInput) {
    this.arguments = arguments;
    this.context = context;
    this.standardInput = standardInput;
  }

  void run() {
    long rows = arguments.part().isWhole() ? Long.MAX_VALUE : count();
    try (TextClassifier classifier =
        TextClassifier.load(arguments.classifier(), arguments.info(), arguments.model())) {
      write(arguments.deadLetters(), dead -> label(classifier, rows, dead));
    }
    if (nothingUsable != null) {
      throw nothingUsable;
    }
  }

  /** Counting needs no model and no memory, and takes a small part of the time of labelling. */
  private long count() {
    try (OpenInput input = open()) {
      return input.skip(Long.MAX_VALUE);
    }
  }

  /** Where no row is usable there is no output, but the dead letters that say why. */
  private void label(TextClassifier classifier, long rows, OutputStream dead) {
    try {
      write(arguments.output(), out -> label(classifier, rows, out, dead));
    } catch (BertlineException e) {
      if (e != nothingUsable) {
        throw e;
      }
    }
  }

  private void label(TextClassifier classifier, long rows, OutputStream out, OutputStream dead)
      throws IOException {
    Part part = arguments.part();
    try (OpenInput input = open();
        Progress progress = context.progress("predict", "rows", 0)) {
      Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      PredictionWriter writer =
          arguments.outputFormat().open(text, classifier.info().labels(), arguments.withText());
      Labelling labelling =
          new Labelling(
              classifier,
              writer,
              new DeadLetters(dead),
              arguments.withText(),
              arguments.texts().isEmpty() ? progress::advance : count -> {});
      if (part.isFirst()) {
        writer.begin();
      }
      labelling.label(input, part.begin(rows), part.end(rows));
      text.flush();
      report(labelling, input.name());
    }
  }

  private OpenInput open() {
    if (!arguments.texts().isEmpty()) {
      return OpenInput.of(arguments.texts());
    }
    String uri = arguments.input();
    if (!uri.equals(PredictArguments.STANDARD)) {
      return OpenInput.of(
          uri, Location.of(uri, context).open(), arguments.inputFormat(), arguments.columns());
    }
    if (standardInputRead) {
      throw new BertlineException(
          FailureKind.TEMPORARY,
          "standard input cannot be read a second time after a failed upload; run it again");
    }
    standardInputRead = true;
    return OpenInput.of(
        "standard input", standardInput, arguments.inputFormat(), arguments.columns());
  }

  /** Gives a stream to write to; a file appears when all of it is written. */
  private void write(@Nullable String uri, BlobContent content) {
    if (uri != null && !uri.equals(PredictArguments.STANDARD)) {
      Location.of(uri, context).put(content);
      return;
    }
    try {
      content.writeTo(uri == null ? OutputStream.nullOutputStream() : context.output());
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.OUT_OF_RESOURCES, "standard output cannot be written: " + e.getMessage(), e);
    }
  }

  private void report(Labelling labelling, String input) {
    BadRow bad = labelling.firstBadRow();
    if (bad == null) {
      return;
    }
    String first =
        String.format(
            Locale.ROOT, "%s: row %d (byte %d): %s", input, bad.row(), bad.offset(), bad.reason());
    // Of another part they may be.
    if (labelling.labelledRows() == 0 && arguments.part().isWhole()) {
      nothingUsable =
          new BertlineException(
              FailureKind.BAD_INPUT,
              first + "; none of the " + labelling.badRows() + " rows is usable");
      throw nothingUsable;
    }
    context.say(
        String.format(
            Locale.ROOT,
            "%,d rows labelled, %,d left out, the first: %s",
            labelling.labelledRows(),
            labelling.badRows(),
            first));
  }
}
