package io.bertline.artifact;

import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import java.util.Optional;

/**
 * The mutable names of a project: which model, dataset, classifier and evaluation are its current
 * ones. Layout: {@code projects/<project>/<type>.json}.
 */
public final class References {
  private final BlobStore store;

  public References(BlobStore store) {
    this.store = store;
  }

  /** Returns the current artifact of this type. */
  public Optional<InputReference> find(String project, ArtifactType type) {
    return store
        .find(name(project, type))
        .map(blob -> Json.read(store, blob, InputReference.class, "reference"));
  }

  /** Makes an artifact the current one of its type. */
  public void set(String project, Artifact artifact) {
    store.put(name(project, artifact.type()), BlobContent.of(Json.write(artifact.reference())));
  }

  private static String name(String project, ArtifactType type) {
    return "projects/" + project + "/" + type.singular() + ".json";
  }
}
