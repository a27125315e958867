package io.bertline.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;

/** The small JSON files of the artifact contract: the same bytes on every system and JDK. */
final class Json {
  private static final int MAX_BYTES = 16 << 20;

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withArrayIndenter(LINES).withObjectIndenter(LINES))
          // As StepIdentity has them.
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          // A later version may add a field.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a blob.
   *
   * @param what names the content in errors, for example {@code manifest}
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not such content
   */
  static <T> T read(BlobStore store, BlobInfo blob, Class<T> type, String what) {
    String uri = store.uri(blob.name());
    if (blob.size() > MAX_BYTES) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT, uri + ": is no " + what + ": " + blob.size() + " bytes");
    }
    try (InputStream in = store.open(blob, 0, blob.size())) {
      T value = MAPPER.readValue(in.readAllBytes(), type);
      if (value == null) {
        throw new BertlineException(FailureKind.CORRUPT_ARTIFACT, uri + ": is no " + what);
      }
      return value;
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT, uri + ": is no " + what + ": " + reason, e);
    } catch (IOException e) {
      throw new BertlineException(
          JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
          uri + ": cannot be read: " + e.getMessage(),
          e);
    }
  }
}
