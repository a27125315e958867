package io.bertline.prep.wordnet;

import io.bertline.prep.split.SeededOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table with the columns id, text and label, made from WordNet's nouns: the text defines a noun,
 * the label says what kind of thing it is.
 */
public enum EmbeddedTable {
  /** Is it a feeling or a state? 20,000 definitions, 4.8 % of them are. */
  FEELINGS("wordnet-feelings"),
  /** As {@link #FEELINGS}, all 82,192 definitions. */
  FEELINGS_ALL("wordnet-feelings-all"),
  /** Which of WordNet's 26 categories is it? All definitions. */
  NOUNS("wordnet-nouns");

  /** How an input names a table of this kind. */
  public static final String SCHEME = "embedded:";

  private static final String SOUGHT = "feeling or state";
  private static final int SAMPLE = 20_000;
  private static final long SAMPLE_SEED = 42;

  private final String tableName;

  EmbeddedTable(String tableName) {
    this.tableName = tableName;
  }

  /** Returns the name, for example {@code wordnet-feelings}. */
  public String tableName() {
    return tableName;
  }

  /** Finds a table by its name. */
  public static Optional<EmbeddedTable> find(String name) {
    return Arrays.stream(values()).filter(table -> table.tableName.equals(name)).findFirst();
  }

  /** Returns all names, for a message. */
  public static String names() {
    return Arrays.stream(values())
        .map(table -> SCHEME + table.tableName)
        .collect(Collectors.joining(", "));
  }

  /** Writes the table as CSV, each time the same bytes. */
  public void writeTo(OutputStream out) throws IOException {
    List<NounSense> senses = NounFile.read();
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (NounSense sense : this == FEELINGS ? sample(senses) : senses) {
      csv.append(sense.id())
          .append(",\"")
          .append(sense.definition().replace("\"", "\"\""))
          .append("\",")
          .append(this == NOUNS ? sense.category() : binary(sense))
          .append('\n');
    }
    out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String binary(NounSense sense) {
    return Set.of("feeling", "state").contains(sense.category()) ? SOUGHT : "other";
  }

  /** Draws senses so that both labels keep their shares. */
  private static List<NounSense> sample(List<NounSense> senses) {
    SeededOrder order = new SeededOrder(SAMPLE_SEED);
    List<NounSense> shuffled = new ArrayList<>(senses);
    shuffled.sort(
        Comparator.comparingLong(
            sense -> order.place(Long.parseLong(sense.id()), 0) ^ Long.MIN_VALUE));
    long sought = senses.stream().filter(sense -> binary(sense).equals(SOUGHT)).count();
    long soughtInSample = Math.round((double) SAMPLE * sought / senses.size());
    Set<NounSense> drawn = new HashSet<>();
    shuffled.stream()
        .filter(sense -> binary(sense).equals(SOUGHT))
        .limit(soughtInSample)
        .forEach(drawn::add);
    shuffled.stream()
        .filter(sense -> !binary(sense).equals(SOUGHT))
        .limit(SAMPLE - soughtInSample)
        .forEach(drawn::add);
    return senses.stream().filter(drawn::contains).toList();
  }
}
