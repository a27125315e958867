package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;

/**
 * A batch on the device. Closing it frees its tensors and everything computed from them.
 *
 * @param manager owner of these tensors and of results
 * @param ids rows of the word embeddings, int64 [rows, length]
 * @param types token types, int64 [rows, length]
 * @param attentionBias fp32 [rows, 1, 1, length], 0 on tokens, {@value #PADDING_BIAS} on padding
 */
record BatchTensors(NDManager manager, NDArray ids, NDArray types, NDArray attentionBias)
    implements AutoCloseable {
  /** e to this is exactly 0 in 32 bits, so padding gets no attention at all. */
  private static final float PADDING_BIAS = -10_000f;

  /**
   * Copies a batch to the device.
   *
   * @throws BertlineException {@code BAD_INPUT} if it does not fit the model: PyTorch would stop
   *     with less to say about it, and on a graphics card lose the device
   */
  static BatchTensors of(Batch batch, BertConfig config, WordOrder words, NDManager parent) {
    if (batch.length() > config.positions()) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "a text of %d tokens is longer than the %d positions of the model; use a shorter maximum length"
              .formatted(batch.length(), config.positions()));
    }
    check("token id", batch.inputIds(), config.vocabulary());
    check("token type", batch.typeIds(), config.typeVocabulary());
    NDManager manager = parent.newSubManager();
    Shape shape = new Shape(batch.rows(), batch.length());
    return new BatchTensors(
        manager,
        manager.create(rows(batch.inputIds(), words), shape),
        manager.create(batch.typeIds(), shape),
        manager.create(attentionBias(batch), new Shape(batch.rows(), 1, 1, batch.length())));
  }

  @Override
  public void close() {
    manager.close();
  }

  private static void check(String name, long[] values, int bound) {
    for (long value : values) {
      if (value < 0 || value >= bound) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "%s %d is not one of the %d the model knows; tokenise with the tokenizer of the model"
                .formatted(name, value, bound));
      }
    }
  }

  private static long[] rows(long[] ids, WordOrder words) {
    long[] rows = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      rows[i] = words.row((int) ids[i]);
    }
    return rows;
  }

  private static float[] attentionBias(Batch batch) {
    float[] bias = new float[batch.rows() * batch.length()];
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = batch.lengths()[row]; i < batch.length(); i++) {
        bias[row * batch.length() + i] = PADDING_BIAS;
      }
    }
    return bias;
  }
}
