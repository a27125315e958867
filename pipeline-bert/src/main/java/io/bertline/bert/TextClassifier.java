package io.bertline.bert;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import io.bertline.text.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier for use in any JVM program: texts in, labels with probabilities out. Not
 * safe for several threads.
 *
 * <pre>{@code
 * try (TextClassifier classifier = TextClassifier.load(Path.of("classifier"))) {
 *   for (Prediction prediction : classifier.classify(List.of("a text", "another one"))) {
 *     System.out.println(prediction.label() + " " + prediction.probabilities());
 *   }
 * }
 * }</pre>
 */
public final class TextClassifier implements AutoCloseable {
  /** Enough rows and tokens to keep a processor busy, and little memory. */
  private static final LengthSortedBatches BATCHES = new LengthSortedBatches(256, 1 << 13);

  private final BertModel model;
  private final Tokenizer tokenizer;
  private final ClassifierInfo info;

  /**
   * Puts a classifier together. It closes model and tokenizer when it is closed.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the three do not belong together
   */
  public TextClassifier(BertModel model, Tokenizer tokenizer, ClassifierInfo info) {
    check(model, tokenizer, info);
    this.model = model;
    this.tokenizer = tokenizer;
    this.info = info;
  }

  /**
   * Loads a classifier with the precision and all processors of this machine.
   *
   * @param directory what train made: config.json, model.safetensors, tokenizer.json and
   *     classifier.json
   * @throws BertlineException {@code NOT_FOUND} if a file is missing, {@code CORRUPT_ARTIFACT} if
   *     one is not what it should be or they do not belong together
   */
  public static TextClassifier load(Path directory) {
    return load(
        directory,
        ClassifierInfoFile.read(directory),
        ModelOptions.of("auto", Precision.AUTO, "auto"));
  }

  /**
   * Loads a classifier that decides by other means than it was trained with, for example by the
   * threshold of a release.
   *
   * @param info takes the place of the directory's classifier.json
   * @throws BertlineException as {@link #load(Path)}
   */
  public static TextClassifier load(Path directory, ClassifierInfo info, ModelOptions options) {
    Tokenizer tokenizer = Tokenizers.load(directory);
    try {
      BertModel model = BertModel.scorer(directory, options);
      try {
        return new TextClassifier(model, tokenizer, info);
      } catch (RuntimeException | Error e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Returns labels, threshold and temperature. */
  public ClassifierInfo info() {
    return info;
  }

  /**
   * Classifies texts.
   *
   * @return a prediction for each text, in the same order
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Prediction> classify(List<String> texts) {
    return predictions(texts, null);
  }

  /**
   * Classifies pairs of texts, by a classifier that was trained on pairs.
   *
   * @param pairs second text of each pair, as long as {@code texts}
   * @return a prediction for each pair, in the same order
   */
  public List<Prediction> classify(List<String> texts, List<String> pairs) {
    if (texts.size() != pairs.size()) {
      throw new IllegalArgumentException(texts.size() + " texts, " + pairs.size() + " pairs");
    }
    return predictions(texts, pairs);
  }

  private List<Prediction> predictions(List<String> texts, @Nullable List<String> pairs) {
    List<Prediction> predictions = new ArrayList<>();
    for (float[] logits : logits(texts, pairs)) {
      predictions.add(Prediction.of(logits, info));
    }
    return predictions;
  }

  /**
   * Returns the raw output for each text, not divided by a temperature, [texts][labels].
   *
   * @param pairs second text of each pair; null if there is none
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one is not a number
   */
  public float[][] logits(List<String> texts, @Nullable List<String> pairs) {
    TokenRows.Builder rows = new TokenRows.Builder();
    for (int i = 0; i < texts.size(); i++) {
      Tokens tokens =
          tokenizer.encode(texts.get(i), pairs == null ? null : pairs.get(i), info.maxLength());
      rows.add(tokens.ids(), tokens.typeIds(), 0);
    }
    float[][] logits = model.logits(rows.build(), BATCHES, scored -> {});
    for (int i = 0; i < logits.length; i++) {
      requireFinite(i, logits[i]);
    }
    return logits;
  }

  private static void requireFinite(int text, float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new BertlineException(
            FailureKind.CORRUPT_ARTIFACT,
            "the classifier gives text %d the logit %s, its weights are unusable; train it again, with a lower --learning-rate"
                .formatted(text + 1, logit));
      }
    }
  }

  @Override
  public void close() {
    tokenizer.close();
    model.close();
  }

  private static void check(BertModel model, Tokenizer tokenizer, ClassifierInfo info) {
    if (!tokenizer.fingerprint().equals(info.tokenizerFingerprint())) {
      throw corrupt(
          "the tokenizer has the fingerprint %s, the classifier was trained with %s"
              .formatted(tokenizer.fingerprint(), info.tokenizerFingerprint()));
    }
    if (tokenizer.vocabularySize() > model.config().vocabulary()) {
      throw corrupt(
          "the tokenizer knows %d tokens, the model %d"
              .formatted(tokenizer.vocabularySize(), model.config().vocabulary()));
    }
    if (info.labels().size() != model.labels()) {
      throw corrupt(
          "%s names %d labels, the model tells %d apart"
              .formatted(ClassifierInfo.FILE, info.labels().size(), model.labels()));
    }
    if (info.maxLength() > model.config().positions()) {
      throw corrupt(
          "%s says texts have up to %d tokens, the model takes %d"
              .formatted(ClassifierInfo.FILE, info.maxLength(), model.config().positions()));
    }
  }

  private static BertlineException corrupt(String problem) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        problem + "; take all files of a classifier from one directory");
  }
}
