/**
 * {@code train --self-test}: proves an image on a machine, without any data. May use pipeline-core,
 * pipeline-bert and pipeline-cli, nothing of the training job.
 */
@NullMarked
package io.bertline.train.selftest;

import org.jspecify.annotations.NullMarked;
