package io.bertline.prep.importmodel;

import io.bertline.huggingface.BertConfig;
import io.bertline.onnx.OnnxGraph;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.tensorbundle.TensorBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files with the weights of a pretrained model, by format. */
sealed interface WeightFiles {
  /** Returns how messages name the weights. */
  String uri();

  /** Returns the files by their role. */
  Map<String, SourceFile> byRole();

  /**
   * Opens the weights.
   *
   * @param config the architecture if a file says it
   */
  PretrainedWeights open(@Nullable BertConfig config);

  /** One safetensors file. */
  record Safetensors(SourceFile file) implements WeightFiles {
    @Override
    public String uri() {
      return file.uri();
    }

    @Override
    public Map<String, SourceFile> byRole() {
      return Map.of("weights", file);
    }

    @Override
    public PretrainedWeights open(@Nullable BertConfig config) {
      return new SafetensorsWeights(
          Objects.requireNonNull(config),
          SafetensorsShards.of(file.uri(), SafetensorsFile.open(file.path())));
    }
  }

  /**
   * Several safetensors files.
   *
   * @param index says which file holds which tensor
   * @param shards the files by name
   */
  record ShardedSafetensors(SourceFile index, Map<String, SourceFile> shards)
      implements WeightFiles {
    static final int MAX_INDEX_BYTES = 16 << 20;

    @Override
    public String uri() {
      return index.uri();
    }

    @Override
    public Map<String, SourceFile> byRole() {
      Map<String, SourceFile> files = new LinkedHashMap<>();
      files.put("weights", index);
      shards.forEach((name, file) -> files.put("weights/" + name, file));
      return files;
    }

    @Override
    public PretrainedWeights open(@Nullable BertConfig config) {
      return new SafetensorsWeights(
          Objects.requireNonNull(config), SafetensorsShards.open(index, shards));
    }
  }

  /** An ONNX file. */
  record Onnx(SourceFile file) implements WeightFiles {
    @Override
    public String uri() {
      return file.uri();
    }

    @Override
    public Map<String, SourceFile> byRole() {
      return Map.of("weights", file);
    }

    @Override
    public PretrainedWeights open(@Nullable BertConfig config) {
      OnnxGraph graph = OnnxGraph.read(file.path(), file.uri());
      Map<String, OnnxParameters.Parameter> parameters = OnnxParameters.find(graph);
      return new OnnxWeights(
          config != null ? config : new OnnxArchitecture(file.uri(), graph, parameters).read(),
          parameters);
    }
  }

  /** A checkpoint of TensorFlow. */
  record TensorFlow(SourceFile index, List<SourceFile> shards) implements WeightFiles {
    @Override
    public String uri() {
      return index.uri();
    }

    @Override
    public Map<String, SourceFile> byRole() {
      Map<String, SourceFile> files = new LinkedHashMap<>();
      files.put("weights", index);
      for (int i = 0; i < shards.size(); i++) {
        files.put("weights/" + i, shards.get(i));
      }
      return files;
    }

    @Override
    public PretrainedWeights open(@Nullable BertConfig config) {
      TensorBundle bundle =
          TensorBundle.open(file(index), shards.stream().map(TensorFlow::file).toList());
      return TensorFlowWeights.of(index.uri(), bundle, config);
    }

    static TensorBundle.File file(SourceFile file) {
      return new TensorBundle.File(file.path(), file.uri());
    }
  }
}
