package io.bertline.prep.hub;

import io.bertline.failure.ReadFailure;
import io.bertline.storage.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What huggingface_hub has downloaded, <a
 * href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">its cache</a>; only read.
 *
 * <pre>
 * models--ORG--NAME/refs/REVISION             the commit
 * models--ORG--NAME/snapshots/COMMIT/FILE     a link to
 * models--ORG--NAME/blobs/CHECKSUM
 * </pre>
 */
final class HubCache {
  private final Path folder;

  HubCache(Path folder) {
    this.folder = folder;
  }

  /** Returns a file of a snapshot, unless it is missing or does not have its checksum. */
  Optional<Path> find(HubSnapshot snapshot, String name) {
    Path file = snapshots(snapshot.repository()).resolve(snapshot.commit()).resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Path blob = file.toRealPath();
      return BlobChecksum.of(String.valueOf(blob.getFileName()))
              .map(checksum -> checksum.matches(blob))
              .orElse(true)
          ? Optional.of(blob)
          : Optional.empty();
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  /** Returns the files there are of a model. */
  Optional<HubSnapshot> find(HubModel model) {
    String commit = commit(model);
    Path snapshot = snapshots(model.repository()).resolve(commit);
    if (!Files.isDirectory(snapshot)) {
      return Optional.empty();
    }
    try {
      List<String> names = new DirectoryTree(snapshot).files(3, Long.MAX_VALUE);
      return Optional.of(new HubSnapshot(model.repository(), commit, names));
    } catch (IOException e) {
      throw ReadFailure.of(snapshot, e);
    }
  }

  private String commit(HubModel model) {
    Path reference = repository(model.repository()).resolve("refs").resolve(model.revision());
    try {
      return Files.isRegularFile(reference)
          ? Files.readString(reference).strip()
          : model.revision();
    } catch (IOException e) {
      throw ReadFailure.of(reference, e);
    }
  }

  private Path snapshots(String repository) {
    return repository(repository).resolve("snapshots");
  }

  private Path repository(String repository) {
    return folder.resolve("models--" + repository.replace("/", "--"));
  }
}
