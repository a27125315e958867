package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Decides what is dropped in a training step, as a pure function of a seed. */
interface Dropout {
  /**
   * Returns what the program takes for a batch beside the batch itself.
   *
   * @param manager owner of the tensors
   * @param seed decides every element
   */
  List<NDArray> arguments(Batch batch, NDManager manager, long seed);
}
