package io.bertline.storage;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/** The rule for names of blobs, which keeps every blob below the root of its store. */
public final class BlobName {
  /** Cloud Storage takes no longer ones; file systems take 255 bytes a segment. */
  private static final int MAX_LENGTH = 1024;

  private BlobName() {}

  /**
   * Returns the name if it is a relative path with {@code /}, without empty, {@code .} or {@code
   * ..} segments, backslashes and control characters.
   *
   * @throws BertlineException {@code USAGE} if it is not
   */
  public static String check(String name) {
    if (!isValid(name)) {
      throw new BertlineException(
          FailureKind.USAGE,
          "'"
              + printable(name)
              + "' is not the name of a blob; use a relative path without '.', '..' and '\\'");
    }
    return name;
  }

  /** Returns whether {@link #check} takes this name. */
  public static boolean isValid(String name) {
    if (name.length() > MAX_LENGTH
        || name.indexOf('\\') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static String printable(String name) {
    String start = name.substring(0, Math.min(name.length(), 200));
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
