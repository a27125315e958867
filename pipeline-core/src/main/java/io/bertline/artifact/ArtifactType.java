package io.bertline.artifact;

/** The four artifacts the steps exchange. */
public enum ArtifactType {
  MODEL("model", "models", "import-model"),
  DATASET("dataset", "datasets", "prep"),
  CLASSIFIER("classifier", "classifiers", "train"),
  EVALUATION("evaluation", "evaluations", "eval");

  private final String singular;
  private final String folder;
  private final String step;

  ArtifactType(String singular, String folder, String step) {
    this.singular = singular;
    this.folder = folder;
    this.step = step;
  }

  /** Returns the name used in references, manifests and messages, for example {@code dataset}. */
  public String singular() {
    return singular;
  }

  /** Returns the folder below the root, for example {@code datasets}. */
  public String folder() {
    return folder;
  }

  /** Returns the command that makes this artifact, for example {@code prep}. */
  public String step() {
    return step;
  }
}
