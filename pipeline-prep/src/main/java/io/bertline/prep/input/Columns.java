package io.bertline.prep.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.table.TableHeader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of the columns that are used.
 *
 * @param text the text
 * @param textPair the second text; null for none
 * @param label the label
 * @param id what names a row; null for its place in the input
 * @param slices what evaluation looks at apart
 */
public record Columns(
    String text, @Nullable String textPair, String label, @Nullable String id, List<String> slices)
    implements Serializable {
  /** What a column of this kind is usually called, the most telling first. */
  private static final List<String> TEXT_NAMES =
      List.of(
          "text",
          "question_text",
          "sentence",
          "comment_text",
          "question",
          "comment",
          "review",
          "tweet",
          "message",
          "content",
          "body",
          "description",
          "title");

  private static final List<String> LABEL_NAMES =
      List.of("label", "target", "class", "category", "sentiment", "intent", "topic", "y");

  private static final List<String> ID_NAMES = List.of("id", "qid", "guid", "uuid");

  public Columns {
    slices = List.copyOf(slices);
  }

  /**
   * What a person asked for; null where a column of a usual name is to be found.
   *
   * @param slices columns to keep for evaluation
   */
  public record Request(
      @Nullable String text,
      @Nullable String textPair,
      @Nullable String label,
      @Nullable String id,
      List<String> slices) {}

  /**
   * Finds the columns in a header.
   *
   * @param name how messages call the table
   * @throws BertlineException {@code BAD_INPUT} if the table does not have one; the message names
   *     those it has
   */
  public static Columns find(String name, TableHeader header, Request request) {
    Columns columns =
        new Columns(
            find(name, header, request.text(), TEXT_NAMES, "--text-column"),
            request.textPair(),
            find(name, header, request.label(), LABEL_NAMES, "--label-column"),
            request.id() != null ? request.id() : usual(header, ID_NAMES).orElse(null),
            request.slices());
    return columns.checkedIn(name, header);
  }

  /**
   * Returns these columns if another table has them too.
   *
   * @throws BertlineException {@code BAD_INPUT} if it lacks one
   */
  public Columns checkedIn(String name, TableHeader header) {
    for (String column : all()) {
      if (!header.columns().contains(column)) {
        throw missing(name, header, "has no column '" + column + "'");
      }
    }
    if (text.equals(label)) {
      throw missing(name, header, "column '" + text + "' cannot be both text and label");
    }
    return this;
  }

  /** Returns in words which columns are used. */
  public String describe() {
    return "text is column '"
        + text
        + (textPair == null ? "" : "' with '" + textPair)
        + "', label is column '"
        + label
        + "'";
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(List.of(text, label));
    if (textPair != null) {
      all.add(textPair);
    }
    if (id != null) {
      all.add(id);
    }
    all.addAll(slices);
    return all;
  }

  private static String find(
      String name, TableHeader header, @Nullable String given, List<String> names, String option) {
    if (given != null) {
      return given;
    }
    return usual(header, names)
        .orElseThrow(
            () ->
                missing(name, header, "has no column of a usual name; choose one with " + option));
  }

  private static Optional<String> usual(TableHeader header, List<String> names) {
    return names.stream()
        .flatMap(name -> header.columns().stream().filter(name::equalsIgnoreCase))
        .findFirst();
  }

  private static BertlineException missing(String name, TableHeader header, String what) {
    return new BertlineException(
        FailureKind.BAD_INPUT, name + ": " + what + "; there are " + header.describe());
  }
}
