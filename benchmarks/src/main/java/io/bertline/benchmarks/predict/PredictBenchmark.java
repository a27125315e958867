package io.bertline.benchmarks.predict;

import io.bertline.benchmarks.prep.Questions;
import io.bertline.benchmarks.train.Clocks;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Classifies texts with a {@link TextClassifier}: all of them in windows, as {@code predict} does,
 * then the first ones one by one. Prints a row of a Markdown table, as predict_peer.py does for the
 * pipeline of Hugging Face.
 */
public final class PredictBenchmark {
  private static final int WINDOW_ROWS = 4096;
  private static final int SINGLE_TEXTS = 1000;

  private PredictBenchmark() {}

  /**
   * Runs once.
   *
   * @param arguments {@code texts FILE COUNT TOKENIZER}: writes questions, one a line; or {@code
   *     measure CLASSIFIER FILE THREADS}
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[arguments[0].equals("texts") ? 1 : 2]);
    if (arguments[0].equals("texts")) {
      List<String> texts =
          Questions.texts(Integer.parseInt(arguments[2]), Path.of(arguments[3])).stream()
              .map(text -> text.replaceAll("\\s", " "))
              .toList();
      Files.write(file, texts);
      return;
    }
    Path directory = Path.of(arguments[1]);
    int threads = Integer.parseInt(arguments[3]);
    ModelOptions options = new ModelOptions("cpu", Precision.AUTO, threads);
    try (TextClassifier classifier =
        TextClassifier.load(directory, ClassifierInfoFile.read(directory), options)) {
      measure(classifier, Files.readAllLines(file), threads);
    }
  }

  private static void measure(TextClassifier classifier, List<String> texts, int threads)
      throws IOException {
    classify(classifier, texts.subList(0, Math.min(texts.size(), WINDOW_ROWS)));
    double cpu = Clocks.processorSeconds();
    double wall = Clocks.wallSeconds();
    classify(classifier, texts);
    wall = Clocks.wallSeconds() - wall;
    cpu = Clocks.processorSeconds() - cpu;
    double[] single = single(classifier, texts.subList(0, Math.min(texts.size(), SINGLE_TEXTS)));
    System.out.printf(
        Locale.ROOT,
        "| Bertline | %d | %.0f | %.0f | %.1f | %.1f |%n",
        threads,
        texts.size() / wall,
        texts.size() / cpu,
        1000 * single[single.length / 2],
        1000 * single[single.length * 99 / 100]);
  }

  private static void classify(TextClassifier classifier, List<String> texts) {
    for (int from = 0; from < texts.size(); from += WINDOW_ROWS) {
      classifier.classify(texts.subList(from, Math.min(texts.size(), from + WINDOW_ROWS)));
    }
  }

  /** Returns seconds, in rising order. */
  private static double[] single(TextClassifier classifier, List<String> texts) {
    double[] seconds = new double[texts.size()];
    for (int i = 0; i < seconds.length; i++) {
      double start = Clocks.wallSeconds();
      classifier.classify(texts.subList(i, i + 1));
      seconds[i] = Clocks.wallSeconds() - start;
    }
    Arrays.sort(seconds);
    return seconds;
  }
}
