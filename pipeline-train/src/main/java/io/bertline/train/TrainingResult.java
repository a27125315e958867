package io.bertline.train;

import io.bertline.bert.Precision;

/**
 * What came of a training.
 *
 * @param best the kept model
 * @param history the course
 * @param plannedSteps optimiser steps planned; early stopping may have taken fewer
 * @param precision number format the products ran in
 * @param device what it ran on
 * @param parameters numbers of the model
 * @param trainedParameters those of them that were not frozen
 */
record TrainingResult(
    BestModel.Kept best,
    History history,
    long plannedSteps,
    Precision precision,
    String device,
    long parameters,
    long trainedParameters) {}
