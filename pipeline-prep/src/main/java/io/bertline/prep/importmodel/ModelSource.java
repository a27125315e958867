package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.hub.HubModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a pretrained model is, as the option {@code --from} says it. */
sealed interface ModelSource {
  /** The model in the class path: MiniLM-L6 as an ONNX export. */
  String EMBEDDED = "embedded:minilm";

  String ACCEPTED =
      "a Hugging Face directory, hf:ORG/NAME[@REVISION], an ONNX export (DIR/x.onnx or"
          + " FILE.jar!/x.onnx), Google's BERT in TensorFlow (a directory or FILE.jar!/ENTRY) or "
          + EMBEDDED;

  Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** A model on this machine. */
  sealed interface OnDisk extends ModelSource {}

  /** The model in the class path. */
  record Embedded() implements OnDisk {}

  /** A directory with a model, an ONNX file, or what the names of a checkpoint begin with. */
  record Local(Path path) implements OnDisk {}

  /** An ONNX file, a folder or another archive in a jar or zip archive. */
  record ArchiveEntry(Path archive, String entry) implements OnDisk {}

  /** A model on a Hugging Face hub. */
  record Hub(HubModel model) implements ModelSource {}

  /**
   * Reads the option.
   *
   * @throws BertlineException {@code USAGE} if it is of another kind
   */
  static ModelSource parse(String from) {
    if (from.equals(EMBEDDED)) {
      return new Embedded();
    }
    if (from.startsWith(HubModel.SCHEME)) {
      return new Hub(HubModel.parse(from));
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
