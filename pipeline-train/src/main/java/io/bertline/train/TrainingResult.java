package io.bertline.train;

/**
 * What came of a training.
 *
 * @param best the kept model
 * @param history the course
 * @param exact whether all of it was computed on the same, so that another run gives the same bytes
 * @param overview what was planned; early stopping may have taken fewer steps
 */
record TrainingResult(
    BestModel.Kept best, History history, boolean exact, TrainingOverview overview) {}
