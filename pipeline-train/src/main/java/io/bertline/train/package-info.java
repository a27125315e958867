/**
 * The training job: a dataset and a pretrained model in, a fine-tuned classifier out. The way of
 * one run is {@code TrainCommand} (options), {@code TrainArguments} (checked, immutable), {@code
 * TrainJob} (the story). May use pipeline-core, pipeline-text, pipeline-bert and pipeline-cli.
 */
@NullMarked
package io.bertline.train;

import org.jspecify.annotations.NullMarked;
