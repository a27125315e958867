package io.bertline.prep.pipeline;

import io.bertline.cli.storage.BlobStores;
import io.bertline.storage.BlobStore;
import org.apache.beam.sdk.transforms.DoFn;

/** Writes the outcome of the whole pipeline for the driver. */
final class WriteOutcome extends DoFn<PrepOutcome, Void> {
  private final PipelineSettings settings;

  WriteOutcome(PipelineSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void process(@Element PrepOutcome outcome) {
    try (BlobStore store = BlobStores.open(settings.root())) {
      OutcomeFile.write(store, settings.folder(), outcome);
    }
  }
}
