package io.bertline.train;

/**
 * The size of a run.
 *
 * @param tokens tokens that are read in all steps, without padding
 * @param padding share of padding in the batches of the last epoch, 0 to below 1
 * @param largestBatch most tokens of a batch of that epoch, with padding
 * @param longest most tokens of a text of that epoch
 */
record TrainingWork(long tokens, double padding, long largestBatch, int longest) {}
