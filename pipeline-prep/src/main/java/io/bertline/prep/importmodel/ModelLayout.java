package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsIndex;
import io.bertline.tensorbundle.TensorBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by their names which files of a folder are the model, and fetches those. */
final class ModelLayout {
  private static final String SHARDED_WEIGHTS = "model.safetensors.index.json";
  private static final String SAVED_MODEL = "variables/variables";
  private static final String INDEX = ".index";

  /** What the weights are often in, and what {@code transformers} writes beside or instead. */
  private static final List<String> REFUSED =
      List.of(
          "pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack");

  private final ModelFolder folder;

  ModelLayout(ModelFolder folder) {
    this.folder = folder;
  }

  /**
   * Fetches the model of the folder: safetensors, else a checkpoint of TensorFlow.
   *
   * @throws BertlineException {@code NOT_FOUND} naming the file that is missing, {@code USAGE} if
   *     the weights are only there in a format that is not accepted
   */
  SourceFiles find() {
    if (folder.has(ModelDirectory.WEIGHTS) || folder.has(SHARDED_WEIGHTS)) {
      return huggingFace();
    }
    if (folder.has(SAVED_MODEL + INDEX)) {
      return tensorFlow(SAVED_MODEL);
    }
    Optional<String> checkpoint =
        folder.names().stream().filter(name -> name.endsWith(".ckpt" + INDEX)).findFirst();
    if (checkpoint.isPresent()) {
      String index = checkpoint.get();
      return tensorFlow(index.substring(0, index.length() - INDEX.length()));
    }
    REFUSED.stream().filter(folder::has).findFirst().ifPresent(this::refuse);
    throw missing(
        ModelDirectory.WEIGHTS,
        "save the model with save_pretrained(..., safe_serialization=True), or give "
            + ModelSource.ACCEPTED);
  }

  private void refuse(String name) {
    throw new BertlineException(
        FailureKind.USAGE,
        folder.uri(name)
            + ": is not read, as loading this format can run code; load the model in Python once"
            + " and save it as safetensors: AutoModel.from_pretrained(SOURCE)"
            + ".save_pretrained(DIR, safe_serialization=True)");
  }

  private SourceFiles huggingFace() {
    // The small files first: weights of another architecture are not worth a download.
    SourceFile config = require(BertConfigFile.FILE, "save the model's configuration with it");
    BertConfigFile.parse(config.read(PretrainedWeights.MAX_CONFIG_BYTES), config.uri());
    TokenizerFiles tokenizer = tokenizer(List.of(ModelDirectory.TOKENIZER));
    WeightFiles weights =
        folder.has(ModelDirectory.WEIGHTS)
            ? new WeightFiles.Safetensors(folder.fetch(ModelDirectory.WEIGHTS))
            : sharded();
    return new SourceFiles(weights, tokenizer, config);
  }

  private WeightFiles sharded() {
    SourceFile index = folder.fetch(SHARDED_WEIGHTS);
    List<String> names =
        SafetensorsIndex.parse(
                index.read(WeightFiles.ShardedSafetensors.MAX_INDEX_BYTES), index.uri())
            .files();
    Map<String, SourceFile> shards = new LinkedHashMap<>();
    for (String name : names) {
      shards.put(name, require(name, "the index beside it says that it holds weights"));
    }
    return new WeightFiles.ShardedSafetensors(index, shards);
  }

  /**
   * Fetches a checkpoint of TensorFlow.
   *
   * @param prefix what the names of its files begin with
   */
  SourceFiles tensorFlow(String prefix) {
    SourceFile index = require(prefix + INDEX, "give the checkpoint as it was saved");
    List<SourceFile> shards =
        TensorBundle.shardNames(WeightFiles.TensorFlow.file(index), prefix).stream()
            .map(name -> require(name, "its index says that it holds weights"))
            .toList();
    SourceFile config = optional("bert_config.json").orElseGet(() -> orNull(BertConfigFile.FILE));
    return new SourceFiles(
        new WeightFiles.TensorFlow(index, shards),
        tokenizer(List.of(ModelDirectory.TOKENIZER)),
        config);
  }

  /** Fetches an ONNX file with what is beside it. */
  SourceFiles onnx(String name) {
    String stem = name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
    SourceFile weights = require(name, "give " + ModelSource.ACCEPTED);
    return new SourceFiles(
        new WeightFiles.Onnx(weights),
        tokenizer(List.of(stem + "-" + ModelDirectory.TOKENIZER, ModelDirectory.TOKENIZER)),
        orNull(BertConfigFile.FILE));
  }

  private TokenizerFiles tokenizer(List<String> names) {
    SourceFile config = orNull(ModelDirectory.TOKENIZER_CONFIG);
    Optional<String> json = names.stream().filter(folder::has).findFirst();
    if (json.isPresent()) {
      return new TokenizerFiles(folder.fetch(json.get()), false, config);
    }
    for (String name : List.of(ModelDirectory.VOCABULARY, "assets/" + ModelDirectory.VOCABULARY)) {
      if (folder.has(name)) {
        return new TokenizerFiles(folder.fetch(name), true, config);
      }
    }
    throw missing(ModelDirectory.TOKENIZER, "put it or the vocab.txt beside the weights");
  }

  private SourceFile require(String name, String advice) {
    return optional(name).orElseThrow(() -> missing(name, advice));
  }

  private Optional<SourceFile> optional(String name) {
    return folder.has(name) ? Optional.of(folder.fetch(name)) : Optional.empty();
  }

  private @Nullable SourceFile orNull(String name) {
    return optional(name).orElse(null);
  }

  private BertlineException missing(String name, String advice) {
    return new BertlineException(
        FailureKind.NOT_FOUND, folder.uri(name) + ": does not exist or is not a file; " + advice);
  }
}
