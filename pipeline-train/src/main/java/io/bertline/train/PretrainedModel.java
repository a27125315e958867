package io.bertline.train;

import io.bertline.dataset.DatasetInfo;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.nio.file.Path;

/**
 * The model to start from, which fits the dataset.
 *
 * @param directory its Hugging Face files
 * @param config its architecture
 */
record PretrainedModel(Path directory, BertConfig config) {

  /**
   * Opens a model.
   *
   * @param uri how messages name it
   * @throws BertlineException {@code USAGE} if the dataset was made for another tokenizer or for
   *     longer texts, {@code CORRUPT_ARTIFACT} if the files are not those of a BERT
   */
  static PretrainedModel open(Path directory, String uri, DatasetInfo dataset) {
    BertConfig config = ModelDirectory.open(directory).config();
    try (Tokenizer tokenizer = Tokenizers.load(directory)) {
      requireTokenizer(dataset.tokenizerFingerprint(), tokenizer.fingerprint(), uri);
    }
    if (dataset.maxLength() > config.positions()) {
      throw misfit(
          "the dataset has texts of up to %d tokens, %s takes %d; run prep with --max-length %d"
              .formatted(dataset.maxLength(), uri, config.positions(), config.positions()));
    }
    if (dataset.textPairs() && config.typeVocabulary() < 2) {
      throw misfit(
          "the dataset has pairs of texts, %s has one token type; give another --model"
              .formatted(uri));
    }
    return new PretrainedModel(directory, config);
  }

  private static void requireTokenizer(String ofDataset, String ofModel, String uri) {
    if (!ofModel.equals(ofDataset)) {
      throw misfit(
          ("the dataset was made with tokenizer %s, %s has %s; run prep with --tokenizer %s, or"
                  + " train the model whose tokenizer prep used")
              .formatted(ofDataset, uri, ofModel, uri));
    }
  }

  private static BertlineException misfit(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
