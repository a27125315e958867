package io.bertline.cli.upkeep;

import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.storage.BlobInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists what lies below a root. */
final class StoredArtifacts {
  private final ArtifactStore artifacts;

  StoredArtifacts(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Returns the keys below which something of this type lies, committed or not. */
  Set<String> keys(ArtifactType type) {
    Set<String> keys = new LinkedHashSet<>();
    for (BlobInfo blob : blobs(type)) {
      String[] parts = blob.name().split("/", 3);
      if (parts.length == 3 && parts[1].matches("[0-9a-f]{64}")) {
        keys.add(parts[1]);
      }
    }
    return keys;
  }

  /** Returns all blobs of artifacts of this type. */
  List<BlobInfo> blobs(ArtifactType type) {
    return artifacts.blobs().list(type.folder() + "/");
  }
}
