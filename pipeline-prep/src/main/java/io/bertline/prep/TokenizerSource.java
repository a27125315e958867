package io.bertline.prep;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactFile;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.InputReference;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.prep.pipeline.PipelineSettings;
import io.bertline.storage.BlobContent;
import io.bertline.text.Tokenizers;
import java.util.Set;

/** The tokenizer of a model, which becomes part of the dataset. */
final class TokenizerSource {
  /** What loads a tokenizer, here or in Hugging Face transformers. */
  private static final Set<String> FILES =
      Set.of(
          ModelDirectory.TOKENIZER,
          ModelDirectory.TOKENIZER_CONFIG,
          ModelDirectory.VOCABULARY,
          "special_tokens_map.json");

  private final Artifact model;

  TokenizerSource(Artifact model) {
    this.model = model;
  }

  InputReference reference() {
    return model.reference();
  }

  /**
   * @throws BertlineException {@code USAGE} if the model cannot read as many tokens
   */
  void checkMaxLength(int maxLength) {
    String source = model.uri() + "/" + BertConfigFile.FILE;
    int positions = BertConfigFile.parse(model.read(BertConfigFile.FILE), source).positions();
    if (maxLength > positions) {
      throw new BertlineException(
          FailureKind.USAGE,
          "--max-length %d: the model %s reads at most %d tokens"
              .formatted(maxLength, model.uri(), positions));
    }
  }

  /**
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the tokenizer of a BERT
   */
  String fingerprint() {
    return Tokenizers.fingerprint(
        model.read(ModelDirectory.TOKENIZER), model.uri() + "/" + ModelDirectory.TOKENIZER);
  }

  /** Copies the tokenizer into a dataset. */
  void copyInto(Attempt attempt) {
    for (ArtifactFile file : model.manifest().files()) {
      if (FILES.contains(file.path())) {
        attempt.put(
            PipelineSettings.TOKENIZER_FOLDER + "/" + file.path(),
            BlobContent.of(model.read(file.path())));
      }
    }
  }
}
