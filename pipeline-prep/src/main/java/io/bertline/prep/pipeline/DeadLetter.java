package io.bertline.prep.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bertline.table.RowError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be used, as a line of {@code dead-letters-*.jsonl}.
 *
 * @param input ordinal of the input
 * @param row number of the row, the header is 1
 * @param offset byte of the uncompressed input where the fault is
 * @param column name of the column; absent when it is the row as a whole
 * @param reason category of the fault
 * @param message what is wrong, as the end of a sentence that begins with the row
 * @param raw the row as it was read; absent if it is not UTF-8
 * @param rawBase64 the bytes of a row that is not UTF-8
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"input", "row", "byte", "column", "reason", "message", "raw", "raw_base64"})
record DeadLetter(
    int input,
    long row,
    @JsonProperty("byte") long offset,
    @Nullable String column,
    String reason,
    String message,
    @Nullable String raw,
    @JsonProperty("raw_base64") @Nullable String rawBase64) {

  static DeadLetter of(int input, long row, RowError error, byte[] raw) {
    String text = utf8(raw);
    return new DeadLetter(
        input,
        row,
        error.offset(),
        error.column().isEmpty() ? null : error.column(),
        error.reason(),
        error.message(),
        text,
        text == null ? Base64.getEncoder().encodeToString(raw) : null);
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
