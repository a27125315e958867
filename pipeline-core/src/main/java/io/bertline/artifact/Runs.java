package io.bertline.artifact;

import io.bertline.storage.BlobStore;
import java.util.List;
import java.util.Optional;

/**
 * What was executed below a root, failures too. Layout: {@code runs/<run>.json}; the name of a run
 * starts with its time, so that names sort by age. Records are created once and never changed.
 */
public final class Runs {
  private static final String FOLDER = "runs/";
  private static final String SUFFIX = ".json";

  private final BlobStore store;

  public Runs(BlobStore store) {
    this.store = store;
  }

  /**
   * Keeps a record.
   *
   * @return false if a run of this name was recorded before; then nothing changes
   */
  public boolean add(RunRecord run) {
    return store.createIfAbsent(name(run.run()), Json.write(run));
  }

  /** Returns the record of a run. */
  public Optional<RunRecord> find(String run) {
    return store
        .find(name(run))
        .map(blob -> Json.read(store, blob, RunRecord.class, "record of a run"));
  }

  /** Returns the names of all runs, the oldest first. */
  public List<String> names() {
    return store.list(FOLDER).stream()
        .map(blob -> blob.name().substring(FOLDER.length()))
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList();
  }

  private static String name(String run) {
    return FOLDER + run + SUFFIX;
  }
}
