package io.bertline.prep.hub;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.regex.Pattern;

/**
 * A model on a hub.
 *
 * @param repository {@code ORG/NAME}, or {@code NAME} as the oldest ones
 * @param revision a branch, tag or commit
 */
public record HubModel(String repository, String revision) {
  /** What a reference to a model on a hub begins with. */
  public static final String SCHEME = "hf:";

  private static final String MAIN = "main";
  private static final Pattern REPOSITORY = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)?");
  private static final Pattern REVISION = Pattern.compile("[\\w.-][\\w./-]*");

  /**
   * Reads {@code hf:ORG/NAME[@REVISION]}.
   *
   * @throws BertlineException {@code USAGE} if it is not that
   */
  public static HubModel parse(String reference) {
    String name = reference.substring(SCHEME.length());
    int at = name.indexOf('@');
    HubModel model =
        at < 0
            ? new HubModel(name, MAIN)
            : new HubModel(name.substring(0, at), name.substring(at + 1));
    if (!REPOSITORY.matcher(model.repository).matches()
        || !REVISION.matcher(model.revision).matches()
        || reference.contains("..")) {
      throw new BertlineException(
          FailureKind.USAGE,
          reference + ": is not a model on a hub; write hf:ORG/NAME or hf:ORG/NAME@REVISION");
    }
    return model;
  }

  @Override
  public String toString() {
    return SCHEME + repository + "@" + revision;
  }
}
