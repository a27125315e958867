package io.bertline.bert;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A new classification head: weights drawn from a normal distribution (BERT's initialiser, standard
 * deviation 0.02), biases 0. The pooler is that of the pretrained model where it has one.
 *
 * @param labels number of labels, at least 2; two labels make one sigmoid unit
 * @param seed seed of the draw
 */
public record HeadOptions(int labels, long seed) {
  public HeadOptions {
    if (labels < 2) {
      throw new IllegalArgumentException(labels + " labels");
    }
  }

  /** Returns the names Hugging Face gives to labels until they have their own. */
  List<String> labelNames() {
    return IntStream.range(0, labels).mapToObj(i -> "LABEL_" + i).toList();
  }
}
