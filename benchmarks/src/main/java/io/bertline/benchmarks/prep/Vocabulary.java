package io.bertline.benchmarks.prep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Words as often as in questions that people ask: Zipf's law over the whole words of a BERT
 * vocabulary, which stands in order of frequency, with a long tail of words that it must cut.
 */
final class Vocabulary {
  private static final int WORDS = 120_000;
  private static final int WHOLE = 14_000;
  private static final int FREQUENT = 2_000;
  private static final int LONGEST = 18;
  private static final double OFFSET = 3;
  private static final double EXPONENT = 1.18;
  private static final Pattern WORD = Pattern.compile("[a-z]{2,}|[ai]");
  private static final Pattern SUFFIX = Pattern.compile("##[a-z]{1,5}");

  private final String[] words = new String[WORDS];
  private final double[] cumulative = new double[WORDS];

  /**
   * @param tokenizer a {@code tokenizer.json}
   */
  Vocabulary(Path tokenizer, Random random) throws IOException {
    List<String> whole = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    JsonNode tokens =
        JsonMapper.builder().build().readTree(tokenizer.toFile()).path("model").path("vocab");
    tokens
        .fieldNames()
        .forEachRemaining(
            token -> {
              if (WORD.matcher(token).matches()) {
                whole.add(token);
              } else if (SUFFIX.matcher(token).matches()) {
                suffixes.add(token.substring(2));
              }
            });
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      words[i] = i < WHOLE ? whole.get(i) : composed(whole, suffixes, random);
      sum += Math.pow(i + OFFSET, -EXPONENT);
      cumulative[i] = sum;
    }
  }

  private static String composed(List<String> whole, List<String> suffixes, Random random) {
    String stem = whole.get(FREQUENT + random.nextInt(whole.size() - FREQUENT));
    String word = stem + suffixes.get(random.nextInt(suffixes.size()));
    return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
  }

  /** Returns a word. */
  String next(Random random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[WORDS - 1]);
    return words[Math.min(WORDS - 1, found < 0 ? -found - 1 : found)];
  }
}
