package io.bertline.bert;

/**
 * Number format of the matrix products. Parameters, softmax, LayerNorm statistics and loss are
 * always 32 bit.
 */
public enum Precision {
  /**
   * {@link #BF16} where the processor or device multiplies bfloat16 natively, else {@link #FP32}.
   */
  AUTO,
  FP32,
  BF16
}
