package io.bertline.cli.upkeep;

import io.bertline.artifact.ArtifactType;
import io.bertline.storage.BlobInfo;
import java.util.List;

/**
 * The folder of an attempt to make an artifact.
 *
 * @param type of the artifact
 * @param key of the artifact
 * @param name of the attempt
 * @param blobs what lies in it
 */
record StoredAttempt(ArtifactType type, String key, String name, List<BlobInfo> blobs) {
  /** Returns the folder below the root. */
  String folder() {
    return type.folder() + "/" + key + "/" + name;
  }

  long bytes() {
    return blobs.stream().mapToLong(BlobInfo::size).sum();
  }
}
