package io.bertline.artifact;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The releases below a root. Layout: {@code releases/<name>/000007.json}, created once and never
 * changed; the highest number is the current one. History, going back, and the race of two
 * publishers need no more.
 */
public final class Releases {
  private static final String FOLDER = "releases/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern NUMBER = Pattern.compile("(\\d{6})\\.json");

  private final BlobStore store;

  public Releases(BlobStore store) {
    this.store = store;
  }

  /**
   * Returns the name if a release may have it.
   *
   * @throws BertlineException {@code USAGE} if not
   */
  public static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BertlineException(
          FailureKind.USAGE,
          "'" + name + "' is no name of a release; use letters, digits, '.', '_' and '-'");
    }
    return name;
  }

  /**
   * Returns all releases of a name, the first one first.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one cannot be read
   */
  public List<Release> history(String name) {
    return blobs(name).stream().map(blob -> read(name, blob)).toList();
  }

  /**
   * Returns the releases of all names.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if one cannot be read
   */
  public List<Release> all() {
    return store.list(FOLDER).stream()
        .map(blob -> blob.name().substring(FOLDER.length()).split("/"))
        .filter(parts -> parts.length == 2 && NAME.matcher(parts[0]).matches())
        .map(parts -> parts[0])
        .distinct()
        .flatMap(name -> history(name).stream())
        .toList();
  }

  /** Returns the current release of a name. */
  public Optional<Release> current(String name) {
    List<BlobInfo> blobs = blobs(name);
    return blobs.isEmpty()
        ? Optional.empty()
        : Optional.of(read(name, blobs.get(blobs.size() - 1)));
  }

  /** Returns the release of a number. */
  public Optional<Release> find(String name, int number) {
    return store.find(blobName(name, number)).map(blob -> read(name, blob));
  }

  /** Returns the folder of a release for files beside its record. */
  public static String folder(String name) {
    return FOLDER + checkedName(name) + "/";
  }

  /**
   * Makes a release the current one of its name, unless its number is taken.
   *
   * @return whether it is: false means that somebody else took the number
   */
  public boolean create(Release release) {
    String name = blobName(release.name(), release.number());
    if (store.createIfAbsent(name, Json.write(release))) {
      return true;
    }
    // A retried request is refused because of its own success.
    return find(release.name(), release.number())
        .filter(winner -> winner.run().equals(release.run()))
        .isPresent();
  }

  /** In the order of their numbers, which have leading zeros. */
  private List<BlobInfo> blobs(String name) {
    String folder = folder(name);
    return store.list(folder).stream()
        .filter(blob -> NUMBER.matcher(blob.name().substring(folder.length())).matches())
        .toList();
  }

  private Release read(String name, BlobInfo blob) {
    Release release = Json.read(store, blob, Release.class, "release");
    Matcher number = NUMBER.matcher(blob.name().substring(folder(name).length()));
    if (release.formatVersion() != Release.FORMAT_VERSION
        || !number.matches()
        || Integer.parseInt(number.group(1)) != release.number()
        || !release.name().equals(name)) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s: says it is release %s of format version %d"
              .formatted(store.uri(blob.name()), release.label(), release.formatVersion()));
    }
    return release;
  }

  private static String blobName(String name, int number) {
    return folder(name) + String.format(Locale.ROOT, "%06d.json", number);
  }
}
