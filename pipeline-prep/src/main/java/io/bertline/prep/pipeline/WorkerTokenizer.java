package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.storage.BlobStore;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the tokenizer of a dataset on a worker. */
final class WorkerTokenizer {
  private WorkerTokenizer() {}

  /**
   * Loads it from the files of the dataset that is being made.
   *
   * @throws io.bertline.failure.BertlineException {@code CORRUPT_ARTIFACT} if it is not the
   *     tokenizer of a BERT
   */
  static Tokenizer load(PipelineSettings settings) throws IOException {
    Path directory = Files.createTempDirectory("bertline-tokenizer");
    Path file = directory.resolve(ModelDirectory.TOKENIZER);
    String name =
        String.join(
            "/", settings.folder(), PipelineSettings.TOKENIZER_FOLDER, ModelDirectory.TOKENIZER);
    try (BlobStore store = BlobStores.open(settings.root());
        InputStream in = store.open(name)) {
      Files.copy(in, file);
      return Tokenizers.load(directory);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    }
  }
}
