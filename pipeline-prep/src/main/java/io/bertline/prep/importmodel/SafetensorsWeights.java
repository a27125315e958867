package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.DType;
import io.bertline.safetensors.TensorSpec;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weights that transformers saved. A model saved without a head has names without {@code bert.};
 * one converted from TensorFlow, as Google's are, has LayerNorms with {@code gamma} and {@code
 * beta}.
 */
final class SafetensorsWeights implements PretrainedWeights {
  private static final Set<DType> FLOATS = EnumSet.of(DType.F32, DType.F16, DType.BF16);

  private final BertConfig config;
  private final SafetensorsShards shards;

  SafetensorsWeights(BertConfig config, SafetensorsShards shards) {
    this.config = config;
    this.shards = shards;
  }

  @Override
  public BertConfig config() {
    return config;
  }

  @Override
  public Optional<List<Long>> shape(String name) {
    return find(name).map(shards::tensor).map(this::requireFloats).map(TensorSpec::shape);
  }

  @Override
  public ByteBuffer read(String name) {
    String stored = find(name).orElseThrow();
    return shards.fileOf(stored).float32(stored);
  }

  private TensorSpec requireFloats(TensorSpec tensor) {
    if (!FLOATS.contains(tensor.dtype())) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: tensor %s is of type %s, expected one of %s; quantised weights are not accepted"
              .formatted(shards.uriOf(tensor.name()), tensor.name(), tensor.dtype(), FLOATS));
    }
    return tensor;
  }

  private Optional<String> find(String name) {
    String bare = name.substring(BertTensors.PREFIX.length());
    return List.of(name, bare, fromTensorFlow(name), fromTensorFlow(bare)).stream()
        .filter(shards::contains)
        .findFirst();
  }

  private static String fromTensorFlow(String name) {
    return name.replace("LayerNorm.weight", "LayerNorm.gamma")
        .replace("LayerNorm.bias", "LayerNorm.beta");
  }

  @Override
  public void close() {
    shards.close();
  }
}
