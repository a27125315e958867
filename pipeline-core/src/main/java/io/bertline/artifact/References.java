package io.bertline.artifact;

import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mutable names of a project: which model, dataset, classifier and evaluation are its current
 * ones. Layout: {@code projects/<project>/<type>.json}.
 */
public final class References {
  private static final String FOLDER = "projects/";
  private static final Pattern NAME =
      Pattern.compile("projects/[^/]+/(model|dataset|classifier|evaluation)\\.json");

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

  /**
   * Returns the current artifacts of all projects.
   *
   * @throws io.bertline.failure.BertlineException {@code CORRUPT_ARTIFACT} if one cannot be read
   */
  public List<InputReference> all() {
    return store.list(FOLDER).stream()
        .filter(blob -> NAME.matcher(blob.name()).matches())
        .map(blob -> Json.read(store, blob, InputReference.class, "reference"))
        .toList();
  }

  /** Makes an artifact the current one of its type. */
  public void set(String project, Artifact artifact) {
    store.put(name(project, artifact.type()), BlobContent.of(Json.write(artifact.reference())));
  }

  private static String name(String project, ArtifactType type) {
    return FOLDER + project + "/" + type.singular() + ".json";
  }
}
