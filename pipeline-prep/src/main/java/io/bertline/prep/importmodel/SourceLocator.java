package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the files of a pretrained model and brings them to the local disk. */
final class SourceLocator {
  private static final String MINILM_WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String MINILM_TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private final Path scratch;

  /**
   * @param scratch an empty directory for what must be extracted
   */
  SourceLocator(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Finds the files.
   *
   * @throws BertlineException {@code NOT_FOUND} if one is missing; the message says which
   */
  SourceFiles locate(ModelSource source) {
    if (source instanceof ModelSource.ArchiveEntry archived) {
      return fromArchive(archived);
    }
    if (source instanceof ModelSource.Local local) {
      return Files.isDirectory(local.path())
          ? fromDirectory(local.path())
          : fromOnnxFile(local.path());
    }
    return embedded();
  }

  private SourceFiles embedded() {
    Extraction extraction = new Extraction(scratch);
    return new SourceFiles(
        SourceFiles.Format.ONNX,
        extraction.resource(MINILM_WEIGHTS),
        extraction.resource(MINILM_TOKENIZER),
        null,
        null);
  }

  private static SourceFiles fromDirectory(Path directory) {
    if (Files.exists(directory.resolve("saved_model.pb"))
        || Files.exists(directory.resolve("bert_config.json"))) {
      throw new BertlineException(
          FailureKind.USAGE,
          directory
              + ": looks like a TensorFlow model, which is not accepted; give "
              + ModelSource.ACCEPTED);
    }
    return new SourceFiles(
        SourceFiles.Format.SAFETENSORS,
        require(
            directory.resolve(ModelDirectory.WEIGHTS),
            "save the model with save_pretrained(..., safe_serialization=True), as one shard"),
        require(directory.resolve(ModelDirectory.TOKENIZER), "save the fast tokenizer with it"),
        require(directory.resolve(BertConfigFile.FILE), "save the model's configuration with it"),
        optional(directory.resolve(ModelDirectory.TOKENIZER_CONFIG)));
  }

  private static SourceFiles fromOnnxFile(Path file) {
    SourceFile weights = require(file, "give " + ModelSource.ACCEPTED);
    return new SourceFiles(
        SourceFiles.Format.ONNX,
        weights,
        tokenizerNames(file.getFileName().toString()).stream()
            .map(file::resolveSibling)
            .filter(Files::isRegularFile)
            .findFirst()
            .map(SourceFile::of)
            .orElseThrow(() -> noTokenizer(file.toString())),
        optional(file.resolveSibling(BertConfigFile.FILE)),
        optional(file.resolveSibling(ModelDirectory.TOKENIZER_CONFIG)));
  }

  private SourceFiles fromArchive(ModelSource.ArchiveEntry source) {
    try (ModelArchive archive = new ModelArchive(source.archive(), new Extraction(scratch))) {
      String folder = source.entry().substring(0, source.entry().lastIndexOf('/') + 1);
      String name = source.entry().substring(folder.length());
      return new SourceFiles(
          SourceFiles.Format.ONNX,
          archive.require(source.entry()),
          tokenizerNames(name).stream()
              .map(sibling -> archive.find(folder + sibling))
              .flatMap(Optional::stream)
              .findFirst()
              .orElseThrow(() -> noTokenizer(source.archive() + "!/" + source.entry())),
          archive.find(folder + BertConfigFile.FILE).orElse(null),
          archive.find(folder + ModelDirectory.TOKENIZER_CONFIG).orElse(null));
    }
  }

  /** Returns the names the tokenizer of an ONNX file may have, the likelier first. */
  private static List<String> tokenizerNames(String onnx) {
    String stem = onnx.endsWith(".onnx") ? onnx.substring(0, onnx.length() - 5) : onnx;
    return List.of(stem + "-" + ModelDirectory.TOKENIZER, ModelDirectory.TOKENIZER);
  }

  private static SourceFile require(Path file, String advice) {
    if (!Files.isRegularFile(file)) {
      throw new BertlineException(
          FailureKind.NOT_FOUND, file + ": does not exist or is not a file; " + advice);
    }
    return SourceFile.of(file);
  }

  private static @Nullable SourceFile optional(Path file) {
    return Files.isRegularFile(file) ? SourceFile.of(file) : null;
  }

  private static BertlineException noTokenizer(String onnx) {
    return new BertlineException(
        FailureKind.NOT_FOUND, onnx + ": has no tokenizer.json beside it; put it there");
  }
}
