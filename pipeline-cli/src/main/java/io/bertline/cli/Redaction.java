package io.bertline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes secrets out of command lines and URIs before they are stored or printed. */
public final class Redaction {
  private static final String MASK = "***";

  /** {@code https://user:password@host}. */
  private static final Pattern USER = Pattern.compile("(://)[^/@\\s]+@");

  /** Signatures and tokens in the query of a URI, as clouds write them into signed links. */
  private static final Pattern QUERY =
      Pattern.compile(
          "([?&](?:[a-z0-9_-]*(?:signature|credential|token|secret|password|key)|sig)=)[^&#\\s]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(token(?!izer)|secret|password|api-?key|credential).*");

  private Redaction() {}

  /** Returns a text with the secrets of the URIs in it masked. */
  public static String text(String text) {
    return QUERY.matcher(USER.matcher(text).replaceAll("$1" + MASK + "@")).replaceAll("$1" + MASK);
  }

  /** Returns a command line with the values of secret options and the secrets of URIs masked. */
  static List<String> arguments(List<String> arguments) {
    List<String> redacted = new ArrayList<>();
    boolean secretFollows = false;
    for (String argument : arguments) {
      if (secretFollows && !argument.startsWith("--")) {
        redacted.add(MASK);
        secretFollows = false;
        continue;
      }
      String[] parts = argument.split("=", 2);
      boolean secret =
          parts[0].startsWith("--")
              && SECRET_NAME.matcher(parts[0].toLowerCase(Locale.ROOT)).matches();
      secretFollows = secret && parts.length == 1;
      redacted.add(secret && parts.length == 2 ? parts[0] + "=" + MASK : text(argument));
    }
    return redacted;
  }
}
