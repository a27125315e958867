package io.bertline.prep;

import java.util.Random;

/** Tables that look like real ones. */
final class Tables {
  private static final String[] WORDS = {
    "Why",
    "how",
    "is",
    "the",
    "a",
    "of",
    "people",
    "language",
    "caf\u00e9",
    "2018",
    "don't",
    "\u4e2d\u6587",
    "New-York",
    "machine",
    "learning",
    "\ud83d\ude00",
    "so",
    "many",
    "unbelievably"
  };

  private Tables() {}

  /**
   * Returns questions in the columns (unnamed), qid, question_text, target, source: quoted and not,
   * some with line ends, one in twenty a repetition of one before.
   */
  static String questions(int rows, Random random) {
    StringBuilder csv = new StringBuilder(",qid,question_text,target,source\n");
    String[] texts = new String[rows];
    int[] targets = new int[rows];
    for (int row = 0; row < rows; row++) {
      int earlier = row > 0 && random.nextInt(20) == 0 ? random.nextInt(row) : -1;
      texts[row] = earlier < 0 ? text(row, random) : texts[earlier];
      targets[row] = earlier < 0 ? (random.nextInt(8) == 0 ? 1 : 0) : targets[earlier];
      csv.append(row)
          .append(",q")
          .append(Integer.toHexString(random.nextInt()))
          .append(row)
          .append(",\"")
          .append(texts[row].replace("\"", "\"\""))
          .append("\",")
          .append(targets[row])
          .append(random.nextBoolean() ? ",web\n" : ",app\n");
    }
    return csv.toString();
  }

  private static String text(int row, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 3 + random.nextInt(20); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(9) == 0 ? ", " : " ");
    }
    if (random.nextInt(10) == 0) {
      text.append("\n\"quoted\" ");
    }
    return text.append(row).append('?').toString();
  }
}
