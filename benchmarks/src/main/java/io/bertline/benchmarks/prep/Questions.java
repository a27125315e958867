package io.bertline.benchmarks.prep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Writes a table like that of the Quora questions: of 1,306,122 rows 6.2 % have the label 1; a
 * question has some 13 words and 18 tokens; every fourth field is quoted, some have line ends;
 * every fortieth word is no plain English; one row in a thousand repeats an earlier one.
 */
public final class Questions {
  private static final int SEED = 42;
  private static final int REMEMBERED = 1000;
  private static final double MEDIAN_WORDS = 11.2;
  private static final int MOST_WORDS = 134;
  private static final int POSITIVE_OF_100_000 = 6187;

  private static final String[] STARTS = {
    "What", "How", "Why", "Is", "Can", "Do", "Which", "Who", "Are", "Should", "If", "Does", "When"
  };

  /** What a tokenizer for plain English must hand on, or cut at every character. */
  private static final String[] ODD = {
    "don't",
    "I'm",
    "it's",
    "2018",
    "3.5%",
    "$100",
    "C++",
    "U.S.",
    "caf\u00e9",
    "M\u00fcnchen",
    "\u4e2d\u56fd",
    "\u0939\u093f\u0928\u094d\u0926\u0940",
    "\ud83d\ude00",
    "[math]x^2+1[/math]",
    "\u2026",
    "\u201csmart\u201d",
    "\u041f\u0440\u0438\u0432\u0435\u0442"
  };

  private final Random random = new Random(SEED);
  private final Vocabulary vocabulary;
  private final String[] earlier = new String[REMEMBERED];

  private Questions(Path tokenizer) throws IOException {
    vocabulary = new Vocabulary(tokenizer, random);
  }

  /**
   * Writes the table; the same number of rows always has the same bytes.
   *
   * @param tokenizer a {@code tokenizer.json}
   */
  public static void write(Path table, int rows, Path tokenizer) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(table)) {
      new Questions(tokenizer).write(out, rows);
    }
  }

  /**
   * Returns the first questions.
   *
   * @param tokenizer a {@code tokenizer.json}
   */
  public static List<String> texts(int count, Path tokenizer) throws IOException {
    Questions questions = new Questions(tokenizer);
    return Stream.generate(questions::question).limit(count).toList();
  }

  private void write(Writer out, int rows) throws IOException {
    out.write("qid,question_text,target\n");
    for (int row = 0; row < rows; row++) {
      boolean repeats = row > REMEMBERED && random.nextInt(1000) == 0;
      String text = repeats ? earlier[random.nextInt(REMEMBERED)] : question();
      earlier[row % REMEMBERED] = text;
      out.write("%020x".formatted(random.nextLong() >>> 1));
      out.write(',');
      out.write(field(text));
      out.write(random.nextInt(100_000) < POSITIVE_OF_100_000 ? ",1\n" : ",0\n");
    }
  }

  private String question() {
    double words = MEDIAN_WORDS * Math.exp(0.5 * random.nextGaussian());
    StringBuilder text = new StringBuilder(STARTS[random.nextInt(STARTS.length)]);
    for (int left = (int) Math.min(MOST_WORDS, words); left > 1; left--) {
      text.append(random.nextInt(4000) == 0 ? '\n' : ' ').append(word());
      if (random.nextInt(45) == 0) {
        text.append(',');
      }
    }
    return text.append('?').toString();
  }

  private String word() {
    if (random.nextInt(40) == 0) {
      // Half of what is odd is ASCII.
      return ODD[random.nextBoolean() ? random.nextInt(8) : random.nextInt(ODD.length)];
    }
    String word = vocabulary.next(random);
    if (random.nextInt(10) == 0) {
      word = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
    return random.nextInt(120) == 0 ? '"' + word + '"' : word;
  }

  private static String field(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
