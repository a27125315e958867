package io.bertline.prep.importmodel;

import io.bertline.artifact.InputReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a pretrained model on the local disk.
 *
 * @param weights the weights
 * @param tokenizer the tokenizer
 * @param config the config.json or bert_config.json; null if the weights have none beside them
 */
record SourceFiles(WeightFiles weights, TokenizerFiles tokenizer, @Nullable SourceFile config) {

  /** Returns the files by their role. */
  Map<String, SourceFile> byRole() {
    Map<String, SourceFile> files = new LinkedHashMap<>(weights.byRole());
    files.putAll(tokenizer.byRole());
    if (config != null) {
      files.put("config", config);
    }
    return files;
  }

  /** Returns how a manifest refers to the files. */
  Map<String, InputReference> references() {
    Map<String, InputReference> references = new LinkedHashMap<>();
    byRole().forEach((role, file) -> references.put(role, file.reference()));
    return references;
  }

  /** Checks that nobody wrote a file since it was measured. */
  void requireUnchanged() {
    byRole().values().forEach(SourceFile::requireUnchanged);
  }
}
