package io.bertline.cli.storage;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in Cloud Storage.
 *
 * @param bucket name of the bucket
 * @param prefix what all names of blobs start with: empty, or with a slash at its end
 */
record GcsLocation(String bucket, String prefix) {
  static final String SCHEME = "gs://";

  private static final Pattern URI =
      Pattern.compile("gs://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/(.*?))?/*");

  /** Takes a {@code gs://bucket/prefix} apart. */
  static GcsLocation parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw new BertlineException(
          FailureKind.USAGE, uri + ": is no place in Cloud Storage; expected gs://bucket/prefix");
    }
    String folder = matcher.group(2);
    return new GcsLocation(
        matcher.group(1), folder == null || folder.isEmpty() ? "" : folder + "/");
  }

  /** Returns the URI without a slash at its end. */
  String uri() {
    String uri = SCHEME + bucket + "/" + prefix;
    return uri.substring(0, uri.length() - 1);
  }
}
