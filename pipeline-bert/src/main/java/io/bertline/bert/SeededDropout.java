package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** Dropout by PyTorch's own generators, those of all devices, started anew for each batch. */
final class SeededDropout implements Dropout {
  @Override
  public List<NDArray> arguments(Batch batch, NDManager manager, long seed) {
    JniUtils.setSeed(seed);
    return List.of();
  }
}
