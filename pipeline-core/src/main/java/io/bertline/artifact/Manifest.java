package io.bertline.artifact;

import io.bertline.storage.BlobName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code _MANIFEST.json}, whose existence is what makes an artifact exist.
 *
 * @param formatVersion version of this layout, 1
 * @param type which artifact this is, {@link ArtifactType#singular()}
 * @param key content key, see {@link ContentKey}
 * @param digest SHA-256 over the sorted content files (path, size, CRC-32C), hexadecimal
 * @param attempt folder below the key's folder that holds the files
 * @param createdAt ISO-8601 instant of the commit
 * @param step command that made it, for example {@code prep}
 * @param logicVersion version of the step's logic
 * @param productVersion version of Bertline
 * @param parameters every resolved parameter, defaults included
 * @param inputs what was read, by role, for example {@code model}
 * @param files all files, sorted by path
 */
public record Manifest(
    int formatVersion,
    String type,
    String key,
    String digest,
    String attempt,
    String createdAt,
    String step,
    int logicVersion,
    String productVersion,
    Map<String, @Nullable Object> parameters,
    Map<String, InputReference> inputs,
    List<ArtifactFile> files) {
  /** Name of the manifest in the folder of a key. */
  public static final String FILE = "_MANIFEST.json";

  public static final int FORMAT_VERSION = 1;

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  public Manifest {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(productVersion, "productVersion");
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("key is not 64 hexadecimal digits");
    }
    if (!BlobName.isValid(attempt) || attempt.contains("/")) {
      throw new IllegalArgumentException("attempt is not the name of a folder");
    }
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    files = List.copyOf(files);
  }

  /** Returns the content of {@code _MANIFEST.json}. */
  public byte[] json() {
    return Json.write(this);
  }
}
