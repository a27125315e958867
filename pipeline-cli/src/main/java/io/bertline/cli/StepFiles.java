package io.bertline.cli;

/** Names of the files that every artifact has beside its content. */
final class StepFiles {
  /** The headline numbers, written by the frame of the step. */
  static final String SUMMARY = "summary.json";

  /** The report, by convention, where a step writes one. */
  static final String REPORT = "report.html";

  private StepFiles() {}
}
