package io.bertline.bert;

import ai.djl.ndarray.NDArray;

/**
 * What the loss of a batch is measured against.
 *
 * @param labels label index of each row, int64 [rows]
 * @param classWeights weight of each label, fp32 [labels]
 * @param lossScale reciprocal of the sum of weights of all rows of the step, fp32 []
 */
record Targets(NDArray labels, NDArray classWeights, NDArray lossScale) {}
