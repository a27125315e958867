package io.bertline.predict.input;

import io.bertline.predict.input.InputRow.BadRow;
import io.bertline.predict.input.InputRow.TextRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Every line is a text, an empty one too, so that input and output can be laid side by side. */
final class LineRows implements InputRows {
  private final Lines lines;

  LineRows(String name, InputStream in) {
    this.lines = new Lines(name, in);
  }

  @Override
  public @Nullable InputRow next() throws IOException {
    Lines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString();
      return new TextRow(String.valueOf(line.number()), text, null);
    } catch (CharacterCodingException e) {
      return new BadRow(
          line.number(), line.offset(), "", "is not UTF-8; save the text as UTF-8", line.bytes());
    }
  }
}
