package io.bertline.prep.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.wordnet.EmbeddedTable;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds the tables that {@code --input} names. */
public final class InputFinder {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");
  private static final String CLOUD_STORAGE = "gs://";
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private static final Pattern WEB = Pattern.compile("https?://[^/]+/.*", Pattern.CASE_INSENSITIVE);

  private final Function<String, BlobStore> stores;
  private final DownloadFolder downloads;

  /**
   * @param stores opens the store of a directory or of gs://bucket/prefix
   * @param downloads saves what is at an address
   */
  public InputFinder(Function<String, BlobStore> stores, DownloadFolder downloads) {
    this.stores = stores;
    this.downloads = downloads;
  }

  /**
   * Returns the tables in the order in which they are named, those of a pattern in the order of
   * their names.
   *
   * @param inputs paths, gs:// URIs, patterns of either, https:// addresses, or {@code
   *     embedded:NAME}
   * @throws BertlineException {@code NOT_FOUND} if there is none, {@code USAGE} for another scheme
   */
  public List<InputSource> find(List<String> inputs) throws IOException {
    List<InputSource> sources = new ArrayList<>();
    for (String input : inputs) {
      if (input.startsWith(EmbeddedTable.SCHEME)) {
        sources.add(embedded(input));
      } else if (WEB.matcher(input).matches()) {
        sources.add(downloads.save(input));
      } else if (SCHEME.matcher(input).matches() && !input.startsWith(CLOUD_STORAGE)) {
        throw new BertlineException(
            FailureKind.USAGE,
            input
                + ": cannot be read; give a file, gs://bucket/object, https://host/file or "
                + EmbeddedTable.names());
      } else {
        sources.addAll(stored(input));
      }
    }
    return sources;
  }

  private static InputSource embedded(String input) throws IOException {
    EmbeddedTable table =
        EmbeddedTable.find(input.substring(EmbeddedTable.SCHEME.length()))
            .orElseThrow(
                () -> notFound(input, "is not embedded; there are " + EmbeddedTable.names()));
    return new EmbeddedInput(table);
  }

  private List<InputSource> stored(String input) {
    int wildcard =
        WILDCARD.matcher(input).results().mapToInt(m -> m.start()).findFirst().orElse(-1);
    int slash = input.lastIndexOf('/', wildcard < 0 ? input.length() : wildcard);
    String folder = input.substring(0, slash + 1);
    String rest = input.substring(slash + 1);
    if (rest.isEmpty() || (input.startsWith(CLOUD_STORAGE) && slash < CLOUD_STORAGE.length())) {
      throw notFound(input, "names no file");
    }
    BlobStore store = stores.apply(directory(folder));
    return wildcard < 0 ? List.of(one(input, store, rest)) : matching(input, folder, store, rest);
  }

  private static String directory(String folder) {
    return folder.isEmpty() ? "." : folder.substring(0, Math.max(1, folder.length() - 1));
  }

  private static InputSource one(String input, BlobStore store, String name) {
    BlobInfo blob =
        store
            .find(name)
            .orElseThrow(
                () ->
                    notFound(
                        input,
                        !input.startsWith(CLOUD_STORAGE) && Files.isDirectory(Path.of(input))
                            ? "is a directory; name its files, for example " + input + "/*.csv"
                            : "does not exist; check the path"));
    return new StoredInput(input, store, blob);
  }

  private static List<InputSource> matching(
      String input, String folder, BlobStore store, String pattern) {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (IllegalArgumentException e) {
      throw new BertlineException(
          FailureKind.USAGE, input + ": is not a pattern: " + e.getMessage(), e);
    }
    List<InputSource> sources =
        store.list("").stream()
            .filter(blob -> matches(matcher, blob))
            .<InputSource>map(blob -> new StoredInput(folder + blob.name(), store, blob))
            .toList();
    if (sources.isEmpty()) {
      throw notFound(input, "matches no file");
    }
    return sources;
  }

  private static boolean matches(PathMatcher matcher, BlobInfo blob) {
    try {
      return matcher.matches(Path.of(blob.name()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static BertlineException notFound(String input, String what) {
    return new BertlineException(FailureKind.NOT_FOUND, input + ": " + what);
  }
}
