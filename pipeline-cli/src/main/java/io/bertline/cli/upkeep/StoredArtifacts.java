package io.bertline.cli.upkeep;

import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.storage.BlobInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists what lies below a root. */
final class StoredArtifacts {
  private static final String KEY = "[0-9a-f]{64}";

  private final ArtifactStore artifacts;

  StoredArtifacts(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Returns the keys below which something of this type lies, committed or not. */
  Set<String> keys(ArtifactType type) {
    Set<String> keys = new LinkedHashSet<>();
    for (BlobInfo blob : blobs(type)) {
      String[] parts = blob.name().split("/", 3);
      if (parts.length == 3 && parts[1].matches(KEY)) {
        keys.add(parts[1]);
      }
    }
    return keys;
  }

  /** Returns the attempts of this type, committed or not. */
  List<StoredAttempt> attempts(ArtifactType type) {
    Map<String, List<BlobInfo>> folders = new LinkedHashMap<>();
    for (BlobInfo blob : blobs(type)) {
      // <type>s/<key>/<attempt>/<file>; a manifest has no attempt.
      String[] parts = blob.name().split("/", 4);
      if (parts.length == 4 && parts[1].matches(KEY)) {
        folders.computeIfAbsent(parts[1] + "/" + parts[2], folder -> new ArrayList<>()).add(blob);
      }
    }
    return folders.values().stream()
        .map(
            blobs -> {
              String[] parts = blobs.get(0).name().split("/", 4);
              return new StoredAttempt(type, parts[1], parts[2], List.copyOf(blobs));
            })
        .toList();
  }

  private List<BlobInfo> blobs(ArtifactType type) {
    return artifacts.blobs().list(type.folder() + "/");
  }
}
