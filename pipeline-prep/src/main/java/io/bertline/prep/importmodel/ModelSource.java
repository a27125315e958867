package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a pretrained model is, as the option {@code --from} says it. */
sealed interface ModelSource {
  /** The model in the class path: MiniLM-L6 as an ONNX export. */
  String EMBEDDED = "embedded:minilm";

  String ACCEPTED =
      "a Hugging Face directory, an ONNX export (DIR/x.onnx or FILE.jar!/x.onnx) or " + EMBEDDED;

  Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** The model in the class path. */
  record Embedded() implements ModelSource {}

  /** A directory in the layout of Hugging Face transformers, or an ONNX file. */
  record Local(Path path) implements ModelSource {}

  /** An ONNX file in a jar or zip archive. */
  record ArchiveEntry(Path archive, String entry) implements ModelSource {}

  /**
   * Reads the option.
   *
   * @throws BertlineException {@code USAGE} if it is of another kind
   */
  static ModelSource parse(String from) {
    if (from.equals(EMBEDDED)) {
      return new Embedded();
    }
    if (SCHEME.matcher(from).matches()) {
      throw new BertlineException(
          FailureKind.USAGE, "--from " + from + ": is not accepted; give " + ACCEPTED);
    }
    try {
      int entry = from.indexOf("!/");
      if (entry >= 0) {
        return new ArchiveEntry(absolute(from.substring(0, entry)), from.substring(entry + 2));
      }
      return new Local(absolute(from));
    } catch (InvalidPathException e) {
      throw new BertlineException(
          FailureKind.USAGE, "--from " + from + ": is not a path: " + e.getReason(), e);
    }
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }
}
