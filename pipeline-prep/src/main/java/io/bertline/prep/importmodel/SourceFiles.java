package io.bertline.prep.importmodel;

import io.bertline.artifact.InputReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a pretrained model on the local disk.
 *
 * @param format what the weights are in
 * @param weights the weights
 * @param tokenizer the tokenizer.json
 * @param config the config.json; null if an ONNX export has none
 * @param tokenizerConfig the tokenizer_config.json; null if there is none
 */
record SourceFiles(
    Format format,
    SourceFile weights,
    SourceFile tokenizer,
    @Nullable SourceFile config,
    @Nullable SourceFile tokenizerConfig) {

  /** What weights are in. */
  enum Format {
    SAFETENSORS,
    ONNX
  }

  /** Returns the files by their role. */
  Map<String, SourceFile> byRole() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    files.put("weights", weights);
    files.put("tokenizer", tokenizer);
    if (config != null) {
      files.put("config", config);
    }
    if (tokenizerConfig != null) {
      files.put("tokenizer-config", tokenizerConfig);
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
