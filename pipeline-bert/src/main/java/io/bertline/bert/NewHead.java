package io.bertline.bert;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * First values of a classification head: weights from a normal distribution, biases 0. They come
 * from {@link Random}, whose numbers the Java specification fixes, so a seed means the same head
 * with any version of PyTorch and on any device.
 */
final class NewHead {
  private final Map<String, ByteBuffer> values = new HashMap<>();

  /**
   * @param config architecture with labels; two labels get a sigmoid unit: the first logit is 0
   * @param pooler whether to make a pooler too
   */
  NewHead(BertConfig config, boolean pooler, long seed) {
    Random random = new Random(seed);
    if (pooler) {
      BertTensors.pooler(config).forEach(tensor -> draw(tensor, 0, config, random));
    }
    int constantRows = config.labels().size() == 2 ? 1 : 0;
    BertTensors.classifier(config).forEach(tensor -> draw(tensor, constantRows, config, random));
  }

  /** Returns the values of the head's tensors, and those of a pretrained model for the others. */
  ParameterValues.Source on(ParameterValues.Source pretrained) {
    return tensor -> {
      ByteBuffer head = values.get(tensor.name());
      return head == null ? pretrained.read(tensor) : head.duplicate().order(head.order());
    };
  }

  private void draw(TensorSpec tensor, int constantRows, BertConfig config, Random random) {
    List<Long> shape = tensor.shape();
    ByteBuffer drawn =
        ByteBuffer.allocate(Math.toIntExact(tensor.byteSize())).order(ByteOrder.LITTLE_ENDIAN);
    boolean weight = shape.size() == 2;
    if (weight) {
      drawn.position(Math.toIntExact(constantRows * shape.get(1) * Float.BYTES));
      while (drawn.hasRemaining()) {
        drawn.putFloat((float) (config.initializerRange() * random.nextGaussian()));
      }
    }
    values.put(tensor.name(), drawn.clear());
  }
}
