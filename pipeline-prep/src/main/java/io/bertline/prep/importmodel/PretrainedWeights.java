package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.huggingface.BertConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The weights of a pretrained BERT, under the names of Hugging Face transformers. */
interface PretrainedWeights extends AutoCloseable {
  /** A config.json with the names of 100,000 labels has 8 MB. */
  int MAX_CONFIG_BYTES = 8 << 20;

  /** Returns the architecture, without labels. */
  BertConfig config();

  /**
   * Returns the shape of a tensor, if there is one of this name.
   *
   * @throws BertlineException {@code BAD_INPUT} if it does not hold floats
   */
  Optional<List<Long>> shape(String name);

  /** Returns a tensor that {@link #shape} found as little-endian 32-bit floats. */
  ByteBuffer read(String name);

  @Override
  void close();
}
