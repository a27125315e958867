package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoints of one artifact that is being made: {@code
 * checkpoints/<key>/<step>-<attempt>/_MANIFEST.json} and the files beside it. One writer each;
 * every attempt may read those of the others, because equal keys make equal artifacts.
 */
public final class Checkpoints {
  /** Folder below the root. */
  public static final String FOLDER = "checkpoints";

  /** The step and the attempt of a blob below the folder of a key. */
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-([^/]+)/.*");

  private final BlobStore store;
  private final Clock clock;
  private final String key;

  /**
   * @param store the root
   * @param clock tells the time of a commit
   * @param key content key of the artifact
   */
  public Checkpoints(BlobStore store, Clock clock, String key) {
    this.store = store;
    this.clock = clock;
    this.key = key;
  }

  static String folder(String key, long step, String attempt) {
    return folder(key) + String.format(Locale.ROOT, "%09d-%s", step, attempt);
  }

  private static String folder(String key) {
    return FOLDER + "/" + key + "/";
  }

  /**
   * Returns what was committed, that of the most steps first.
   *
   * @param problems told why a checkpoint is left out
   */
  public List<Checkpoint> newestFirst(Consumer<String> problems) {
    List<Checkpoint> found = new ArrayList<>();
    for (BlobInfo blob : store.list(folder(key))) {
      if (blob.name().endsWith("/" + Manifest.FILE)) {
        try {
          found.add(read(blob));
        } catch (BertlineException e) {
          if (e.kind() != FailureKind.CORRUPT_ARTIFACT && e.kind() != FailureKind.NOT_FOUND) {
            throw e;
          }
          problems.accept(e.getMessage());
        }
      }
    }
    found.sort(
        Comparator.comparingLong(Checkpoint::step)
            .thenComparing(checkpoint -> checkpoint.manifest().createdAt())
            .reversed());
    return found;
  }

  private Checkpoint read(BlobInfo blob) {
    CheckpointManifest manifest =
        Json.read(store, blob, CheckpointManifest.class, "manifest of a checkpoint");
    Checkpoint checkpoint = new Checkpoint(store, manifest);
    if (manifest.formatVersion() != CheckpointManifest.FORMAT_VERSION
        || !blob.name().equals(checkpoint.folder() + "/" + Manifest.FILE)) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: is the manifest, version %d, of %s"
              .formatted(store.uri(blob.name()), manifest.formatVersion(), checkpoint.folder()));
    }
    return checkpoint;
  }

  /**
   * Begins a checkpoint.
   *
   * @param step steps taken
   * @param attempt who writes it, see {@link Attempt#name}
   * @param scratch directory for the files if they cannot be written where they belong
   */
  public CheckpointDraft begin(long step, String attempt, Path scratch) {
    return new CheckpointDraft(store, clock, key, step, attempt, scratch);
  }

  /** Deletes those of fewer steps, and what attempts that were killed left of them. */
  public void deleteBefore(long step) {
    String folder = folder(key);
    delete(
        store,
        store.list(folder).stream()
            .filter(
                blob -> {
                  Matcher name = NAME.matcher(blob.name().substring(folder.length()));
                  return name.matches() && Long.parseLong(name.group(1)) < step;
                })
            .toList());
  }

  /** Deletes all, because the artifact exists. */
  public void deleteAll() {
    delete(store, store.list(folder(key)));
  }

  /** Manifests go first: what is half deleted must not look whole. */
  static void delete(BlobStore store, List<BlobInfo> blobs) {
    blobs.stream()
        .map(BlobInfo::name)
        .sorted(Comparator.comparing((String name) -> !name.endsWith("/" + Manifest.FILE)))
        .forEach(store::delete);
  }
}
