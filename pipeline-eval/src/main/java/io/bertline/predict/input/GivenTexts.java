package io.bertline.predict.input;

import io.bertline.predict.input.InputRow.TextRow;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of the command line. */
final class GivenTexts implements InputRows {
  private final Iterator<String> texts;
  private long number;

  GivenTexts(List<String> texts) {
    this.texts = List.copyOf(texts).iterator();
  }

  @Override
  public @Nullable InputRow next() {
    number++;
    return texts.hasNext() ? new TextRow(String.valueOf(number), texts.next(), null) : null;
  }
}
