package io.bertline.train;

/**
 * What came of a training.
 *
 * @param best the kept model
 * @param history the course
 * @param overview what was planned; early stopping may have taken fewer steps
 */
record TrainingResult(BestModel.Kept best, History history, TrainingOverview overview) {}
