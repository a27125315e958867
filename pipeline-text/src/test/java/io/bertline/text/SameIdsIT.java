package io.bertline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every gloss of WordNet, and every character, see {@link Reference}. */
class SameIdsIT {
  @TempDir Path directory;

  @Test
  void everyGlossOfWordNetHasTheIdsOfTheReference() throws IOException {
    List<String> glosses = new ArrayList<>();
    for (String partOfSpeech : List.of("noun", "verb", "adj", "adv")) {
      glosses.addAll(Reference.glosses(partOfSpeech));
    }
    assertThat(glosses).hasSizeGreaterThan(117_000);
    Random random = new Random(5);
    try (Reference reference = new Reference(directory)) {
      for (int i = 0; i < glosses.size(); i++) {
        boolean single = random.nextInt(8) > 0;
        reference.check(
            glosses.get(i), single ? null : glosses.get(random.nextInt(glosses.size())));
      }
    }
  }

  @Test
  void everyCharacterHasTheIdsOfTheReferenceWithinAWord() throws IOException {
    try (Reference reference = new Reference(directory)) {
      for (int c = 0; c <= 0x2FFFF; c++) {
        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
          String character = Character.toString(c);
          reference.check("a" + character + "b " + character + "the", null);
        }
      }
    }
  }
}
